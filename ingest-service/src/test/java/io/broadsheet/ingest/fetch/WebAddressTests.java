package io.broadsheet.ingest.fetch;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class WebAddressTests {

	@ParameterizedTest
	@ValueSource(strings = { "http://example.com", "HTTPS://Example.com:8443/feed?a=b#c", "http://[2606:4700::1]/",
			" https://example.com/ " })
	void webAddressesAreFetched(String address) {
		assertThat(WebAddress.of(address).uri().getHost()).isNotEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "feed", "/feed", "//example.com/feed", "file:///etc/passwd", "ftp://example.com/",
			"gopher://example.com/", "jar:http://example.com/a.jar!/a", "http:///feed", "http:example.com",
			"http://user@example.com/", "http://user:secret@example.com/", "http://@example.com/",
			"http://a b.example.com/", "http://exa_mple.com/", "http://0x7f.1/", "http://127.1/", "http://[::1/",
			"http://1.2.3.4\\@example.com/" })
	void nothingElseIsAndTheReasonDoesNotRepeatTheAddress(String address) {
		assertThatIllegalArgumentException().isThrownBy(() -> WebAddress.of(address))
			.withNoCause()
			.satisfies((ex) -> assertThat(ex.getMessage()).doesNotContain("secret").doesNotContain("example.com"));
	}

	@ParameterizedTest
	@CsvSource({ "http://a.example/x/feed, /new, http://a.example/new",
			"http://a.example/x/feed, new?y=1, http://a.example/x/new?y=1",
			"http://a.example/feed, //b.example/feed, http://b.example/feed",
			"http://a.example/feed, https://a.example/feed, https://a.example/feed",
			"https://a.example/feed, https://b.example/feed, https://b.example/feed" })
	void aRedirectMayBeRelativeAndMayTurnToHttps(String from, String location, String to) {
		assertThat(WebAddress.of(from).redirectedTo(location)).isEqualTo(WebAddress.of(to));
	}

	@Test
	void aRedirectDoesNotLeaveHttps() {
		WebAddress secure = WebAddress.of("https://a.example/feed");
		assertThatIllegalArgumentException().isThrownBy(() -> secure.redirectedTo("http://a.example/feed"))
			.withMessage("the redirect leaves https");
	}

	@ParameterizedTest
	@CsvSource({ "http://Example.COM:80/, example.com", "http://[::1]:80/, ::1", "http://10.0.0.1/, 10.0.0.1" })
	void theHostIsInLowerCaseAndWithoutBrackets(String address, String host) {
		assertThat(WebAddress.of(address).host()).isEqualTo(host);
	}

}
