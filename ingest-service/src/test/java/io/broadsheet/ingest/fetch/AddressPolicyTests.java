package io.broadsheet.ingest.fetch;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;

import io.netty.util.NetUtil;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class AddressPolicyTests {

	@ParameterizedTest
	@CsvSource({ "this network, 0.0.0.0, 0.255.255.255", "private, 10.0.0.0, 10.255.255.255",
			"shared, 100.64.0.0, 100.127.255.255", "loopback, 127.0.0.0, 127.255.255.255",
			"link-local, 169.254.0.0, 169.254.255.255", "private, 172.16.0.0, 172.31.255.255",
			"protocols, 192.0.0.0, 192.0.0.255", "documentation, 192.0.2.0, 192.0.2.255",
			"private, 192.168.0.0, 192.168.255.255", "benchmarks, 198.18.0.0, 198.19.255.255",
			"documentation, 198.51.100.0, 198.51.100.255", "documentation, 203.0.113.0, 203.0.113.255",
			"multicast, 224.0.0.0, 239.255.255.255", "reserved and broadcast, 240.0.0.0, 255.255.255.255",
			"cloud metadata, 169.254.169.254, 100.100.100.200", "cloud host, 168.63.129.16, 168.63.129.16",
			"unspecified and loopback, ::, ::1", "IPv4-compatible, ::0:2, ::ffff:ffff",
			"mapped loopback, ::ffff:7f00:0, ::ffff:7fff:ffff", "mapped private, ::ffff:c0a8:0, ::ffff:c0a8:ffff",
			"NAT64 of loopback and private, 64:ff9b::7f00:1, 64:ff9b::a00:1",
			"NAT64 of link-local and shared, 64:ff9b::a9fe:a9fe, 64:ff9b::6464:64c8",
			"local NAT64, 64:ff9b:1::, 64:ff9b:1:ffff:ffff:ffff:ffff:ffff", "discard, 100::, 100::ffff:ffff:ffff:ffff",
			"Teredo and protocols, 2001::, 2001:1ff:ffff:ffff:ffff:ffff:ffff:ffff",
			"documentation, 2001:db8::, 2001:db8:ffff:ffff:ffff:ffff:ffff:ffff",
			"6to4, 2002::, 2002:ffff:ffff:ffff:ffff:ffff:ffff:ffff", "6to4 of loopback, 2002:7f00:1::, 2002:7f00:1::1",
			"documentation, 3fff::, 3fff:fff:ffff:ffff:ffff:ffff:ffff:ffff", "not given out, 4000::, fbff::1",
			"unique local, fc00::, fdff:ffff:ffff:ffff:ffff:ffff:ffff:ffff",
			"cloud metadata, fd00:ec2::254, fd20:ce::254",
			"link-local, fe80::, febf:ffff:ffff:ffff:ffff:ffff:ffff:ffff",
			"site-local, fec0::, feff:ffff:ffff:ffff:ffff:ffff:ffff:ffff",
			"multicast, ff00::, ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff" })
	void whatIsNotOnThePublicInternetIsNotConnectedTo(String what, String first, String last) {
		assertThat(AddressPolicy.PUBLIC.matches(address(first))).as(what).isFalse();
		assertThat(AddressPolicy.PUBLIC.matches(address(last))).as(what).isFalse();
	}

	@ParameterizedTest
	@ValueSource(strings = { "1.0.0.0", "8.8.8.8", "9.255.255.255", "11.0.0.0", "100.63.255.255", "100.128.0.0",
			"126.255.255.255", "128.0.0.0", "169.253.255.255", "169.255.0.0", "172.15.255.255", "172.32.0.0",
			"191.255.255.255", "192.0.1.0", "192.0.1.255", "192.0.3.0", "192.167.255.255", "192.169.0.0",
			"198.17.255.255", "198.20.0.0", "198.51.99.255", "198.51.101.0", "203.0.112.255", "203.0.114.0",
			"223.255.255.255", "168.63.129.15", "168.63.129.17", "2000::", "2001:200::", "2001:db7:ffff::1",
			"2001:db9::", "2001:4860:4860::8888", "2003::", "2606:4700:4700::1111", "3ffe:ffff::1", "3fff:1000::",
			"::ffff:808:808", "64:ff9b::808:808" })
	void whatIsOnThePublicInternetIs(String address) {
		assertThat(AddressPolicy.PUBLIC.matches(address(address))).isTrue();
		assertThat(AddressPolicy.PUBLIC_OR_PRIVATE.matches(address(address))).isTrue();
	}

	@ParameterizedTest
	@ValueSource(strings = { "127.0.0.1", "10.0.0.0", "172.31.255.255", "192.168.255.255", "::1", "fc00::1",
			"fd12:3456:789a::1", "::ffff:a00:1" })
	void aTrustedHostMayBeInOurOwnNetwork(String address) {
		assertThat(AddressPolicy.PUBLIC_OR_PRIVATE.matches(address(address))).isTrue();
	}

	@ParameterizedTest
	@ValueSource(strings = { "0.0.0.0", "::", "169.254.169.254", "169.254.170.2", "100.100.100.200", "168.63.129.16",
			"fd00:ec2::254", "fd00:ec2::23", "fd20:ce::254", "fe80::1", "64:ff9b::a9fe:a9fe", "::ffff:a9fe:a9fe",
			"224.0.0.1", "255.255.255.255", "ff02::1" })
	void noHostIsTrustedSoFarThatItMayGiveCredentialsOfTheCloudAway(String address) {
		assertThat(AddressPolicy.PUBLIC_OR_PRIVATE.matches(address(address))).isFalse();
	}

	/** An address as the resolver makes it: a mapped one keeps its 16 bytes. */
	private static InetAddress address(String text) {
		byte[] bytes = NetUtil.createByteArrayFromIpAddressString(text);
		try {
			return (bytes.length == 16) ? Inet6Address.getByAddress(null, bytes, -1) : InetAddress.getByAddress(bytes);
		}
		catch (UnknownHostException ex) {
			throw new IllegalArgumentException(text, ex);
		}
	}

}
