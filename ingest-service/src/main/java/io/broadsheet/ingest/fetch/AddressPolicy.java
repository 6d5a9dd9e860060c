package io.broadsheet.ingest.fetch;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;

import org.springframework.boot.http.client.InetAddressFilter;

/**
 * Which addresses may be connected to. Addresses of IPv6 that carry one of IPv4 count as
 * that one.
 */
final class AddressPolicy {

	private static final InetAddressFilter IPV4 = Inet4Address.class::isInstance;

	/** What IPv6 has given out so far; everything else there is special. */
	private static final InetAddressFilter GIVEN_OUT = InetAddressFilter.of("2000::/3");

	private static final InetAddressFilter DOCUMENTATION = InetAddressFilter.of("3fff::/20");

	/** Public by its number, but answered by the machine that ours runs on. */
	private static final InetAddressFilter CLOUD_HOST = InetAddressFilter.of("168.63.129.16");

	private static final InetAddressFilter CLOUD_METADATA = InetAddressFilter.of("fd00:ec2::/32", "fd20:ce::/32");

	private static final InetAddressFilter PRIVATE = InetAddressFilter.of("127.0.0.0/8", "::1", "10.0.0.0/8",
			"172.16.0.0/12", "192.168.0.0/16", "fc00::/7");

	private static final InetAddressFilter NAT64 = InetAddressFilter.of("64:ff9b::/96");

	/** Addresses of the public internet. */
	static final InetAddressFilter PUBLIC = carried(
			InetAddressFilter.externalAddresses().and(IPV4.or(GIVEN_OUT)).andNot(DOCUMENTATION, CLOUD_HOST));

	/**
	 * Those, and a network of our own: for hosts that are trusted by name. Not what cloud
	 * providers answer at, which gives credentials away.
	 */
	static final InetAddressFilter PUBLIC_OR_PRIVATE = carried(PUBLIC.or(PRIVATE.andNot(CLOUD_METADATA)));

	private AddressPolicy() {
	}

	private static InetAddressFilter carried(InetAddressFilter filter) {
		return (address) -> filter.matches(carried(address));
	}

	/** Java itself makes an Inet4Address of the bytes of a mapped one. */
	private static InetAddress carried(InetAddress address) {
		byte[] bytes = address.getAddress();
		try {
			return InetAddress.getByAddress(
					NAT64.matches(address) ? Arrays.copyOfRange(bytes, bytes.length - 4, bytes.length) : bytes);
		}
		catch (UnknownHostException ex) {
			throw new IllegalStateException("An address has 4 or 16 bytes", ex);
		}
	}

}
