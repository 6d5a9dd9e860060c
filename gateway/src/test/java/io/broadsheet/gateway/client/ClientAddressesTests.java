package io.broadsheet.gateway.client;

import java.net.InetSocketAddress;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.mock.http.server.reactive.MockServerHttpRequest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Whose address counts when there are proxies.
 */
class ClientAddressesTests {

	private final ClientAddresses behindProxies = new ClientAddresses(
			new Networks(List.of("10.0.0.0/8", "192.0.2.1", "fd00::/8")));

	@ParameterizedTest
	@CsvSource(nullValues = "-", delimiter = '|',
			value = { "203.0.113.9 | - | 203.0.113.9", "203.0.113.9 | 1.2.3.4 | 203.0.113.9", "10.0.0.1 | - | 10.0.0.1",
					"10.0.0.1 | 198.51.100.7 | 198.51.100.7", "10.0.0.1 | 1.2.3.4, 198.51.100.7 | 198.51.100.7",
					"10.0.0.1 | 1.2.3.4, 198.51.100.7, 192.0.2.1 | 198.51.100.7",
					"10.0.0.1 | 198.51.100.7:5678 | 198.51.100.7",
					"10.0.0.1 | [2001:db8::1]:443 | 2001:db8:0:0:0:0:0:1",
					"10.0.0.1 | 2001:db8::1 | 2001:db8:0:0:0:0:0:1", "fd00::5 | 198.51.100.7 | 198.51.100.7",
					"10.0.0.1 | 198.51.100.7, unknown | 10.0.0.1", "10.0.0.1 | 198.51.100.7, localhost | 10.0.0.1",
					"10.0.0.1 | 1.2.3.4, , 10.0.0.2 | 10.0.0.2", "10.0.0.1 | 10.0.0.2, 10.0.0.3 | 10.0.0.2" })
	void theLastHopThatIsNoTrustedProxyIsTheClient(String remote, String forwarded, String client) {
		assertThat(client(this.behindProxies, remote, forwarded)).isEqualTo(client);
	}

	@Test
	void withoutTrustedProxiesNobodyIsBelieved() {
		assertThat(client(new ClientAddresses(new Networks(List.of())), "127.0.0.1", "1.2.3.4")).isEqualTo("127.0.0.1");
	}

	@ParameterizedTest
	@ValueSource(strings = { "example.com", "10.0.0.0/33", "10.0.0.0/x", "", "10.0.0/8" })
	void whatIsNoNetworkIsNamed(String network) {
		assertThatIllegalArgumentException().isThrownBy(() -> new Networks(List.of(network)))
			.withMessageContaining('"' + network + '"');
	}

	private static String client(ClientAddresses addresses, String remote, String forwarded) {
		MockServerHttpRequest.BaseBuilder<?> request = MockServerHttpRequest.get("/")
			.remoteAddress(new InetSocketAddress(remote, 1234));
		if (forwarded != null) {
			request.header("X-Forwarded-For", forwarded);
		}
		return addresses.of(request.build()).getHostAddress();
	}

}
