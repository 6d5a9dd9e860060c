package io.broadsheet.gateway.client;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;

import io.netty.handler.ipfilter.IpFilterRuleType;
import io.netty.handler.ipfilter.IpSubnetFilterRule;
import io.netty.util.NetUtil;

/**
 * A set of networks, each an address or a prefix like {@code 10.0.0.0/8}.
 */
public final class Networks {

	private final List<IpSubnetFilterRule> rules;

	/**
	 * Reads networks.
	 * @param networks addresses or prefixes in the notation of RFC 4632 or RFC 4291
	 * @throws IllegalArgumentException if one is neither; it is named
	 */
	public Networks(List<String> networks) {
		this.rules = networks.stream().map(Networks::rule).toList();
	}

	private static IpSubnetFilterRule rule(String network) {
		int slash = network.indexOf('/');
		InetAddress address = NetUtil
			.createInetAddressFromIpAddressString((slash < 0) ? network : network.substring(0, slash));
		if (address == null) {
			throw new IllegalArgumentException("\"" + network + "\" is neither an address nor a network");
		}
		try {
			int prefix = (slash < 0) ? address.getAddress().length * Byte.SIZE
					: Integer.parseInt(network.substring(slash + 1));
			return new IpSubnetFilterRule(address, prefix, IpFilterRuleType.ACCEPT);
		}
		catch (IllegalArgumentException ex) {
			throw new IllegalArgumentException("\"" + network + "\" has no prefix length that its address could have",
					ex);
		}
	}

	/**
	 * Whether one of them has an address.
	 * @param address the address
	 * @return true if so
	 */
	public boolean contain(InetAddress address) {
		if (this.rules.isEmpty()) {
			return false;
		}
		InetSocketAddress socket = new InetSocketAddress(address, 0);
		return this.rules.stream().anyMatch((rule) -> rule.matches(socket));
	}

}
