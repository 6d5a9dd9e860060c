package io.broadsheet.gateway.client;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;

import io.netty.util.NetUtil;
import org.jspecify.annotations.Nullable;

import org.springframework.http.server.reactive.ServerHttpRequest;

/**
 * Finds a client's address. Each proxy appends to {@code X-Forwarded-For} whom it was
 * asked by, so the list is true from its end back to the first that is not trusted; what
 * stands before that, anybody may have written.
 */
public final class ClientAddresses {

	/** The header in which proxies tell where a request came from. */
	public static final String FORWARDED_FOR = "X-Forwarded-For";

	private final Networks trusted;

	/**
	 * Creates what finds addresses.
	 * @param trusted the proxies whose word is taken
	 */
	public ClientAddresses(Networks trusted) {
		this.trusted = trusted;
	}

	/**
	 * Finds who asks.
	 * @param request the request
	 * @return the address of the last hop that is no trusted proxy, or of the nearest
	 * proxy if what it says can't be read; null if the connection has none
	 */
	public @Nullable InetAddress of(ServerHttpRequest request) {
		InetSocketAddress remote = request.getRemoteAddress();
		InetAddress client = (remote != null) ? remote.getAddress() : null;
		if (client == null || !this.trusted.contain(client)) {
			return client;
		}
		List<String> hops = hops(request);
		for (int index = hops.size() - 1; index >= 0; index--) {
			InetAddress hop = read(hops.get(index));
			if (hop == null) {
				return client;
			}
			client = hop;
			if (!this.trusted.contain(client)) {
				return client;
			}
		}
		return client;
	}

	private static List<String> hops(ServerHttpRequest request) {
		List<String> hops = new ArrayList<>();
		for (String line : request.getHeaders().getOrEmpty(FORWARDED_FOR)) {
			for (String hop : line.split(",")) {
				hops.add(hop.strip());
			}
		}
		return hops;
	}

	/** Some proxies write the port too. Names are not looked up. */
	private static @Nullable InetAddress read(String hop) {
		String address = hop;
		int end = hop.indexOf(']');
		int colon = hop.indexOf(':');
		if (hop.startsWith("[") && end > 0) {
			address = hop.substring(1, end);
		}
		else if (colon > 0 && colon == hop.lastIndexOf(':')) {
			address = hop.substring(0, colon);
		}
		return NetUtil.createInetAddressFromIpAddressString(address);
	}

}
