package io.broadsheet.ingest.audience;

import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.core.MethodParameter;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.mock.web.server.MockServerWebExchange;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.reactive.BindingContext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Who is told from whom.
 */
class SenderArgumentResolverTests {

	private static final String FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0";

	private final SenderArgumentResolver resolver = new SenderArgumentResolver(new Robots(10));

	@Test
	void aReaderIsToldByAddressAndUserAgent() {
		Sender sender = sender(from("203.0.113.7").header("User-Agent", FIREFOX));
		assertThat(sender.identity()).isEqualTo(sender(from("203.0.113.7").header("User-Agent", FIREFOX)).identity())
			.isNotEqualTo(sender(from("203.0.113.8").header("User-Agent", FIREFOX)).identity())
			.isNotEqualTo(sender(from("203.0.113.7").header("User-Agent", FIREFOX + "1")).identity());
	}

	@Test
	void aVisitorThatIsNamedIsTheSameFromEverywhere() {
		assertThat(sender(from("203.0.113.7").header("X-Visitor", "v").header("User-Agent", FIREFOX)))
			.isEqualTo(sender(from("203.0.113.8").header("X-Visitor", "v")))
			.isEqualTo(new Sender(Sender.named("v"), false));
	}

	@Test
	void aProgramThatNamesNothingIsNobody() {
		assertThat(sender(from("203.0.113.7")).identity()).isNull();
		assertThat(sender(from("203.0.113.7").header("User-Agent", " ")).identity()).isNull();
	}

	@Test
	void aRobotStaysOneWhateverVisitorItNames() {
		MockServerHttpRequest.BaseBuilder<?> request = from("203.0.113.7").header("User-Agent",
				"Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)");
		assertThat(sender(request).robot()).isTrue();
		assertThat(sender(request.header("X-Visitor", "v")).robot()).isTrue();
	}

	@Test
	void aVisitorMayBeOfAnyLanguageAndIsTheOneOfTheBody() {
		String header = new String("Điện thoại của Lan".getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
		assertThat(sender(from("203.0.113.7").header("X-Visitor", header)).identity())
			.isEqualTo(Sender.named("Điện thoại của Lan"));
	}

	@Test
	void aVisitorHasUpTo64Characters() {
		assertThat(sender(from("203.0.113.7").header("X-Visitor", "v".repeat(64))).identity()).isNotNull();
		refused("v".repeat(65));
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "a\u0001b", "a\tb", "\u007f", "\u00ff" })
	void aVisitorIsPrintable(String visitor) {
		refused(visitor);
	}

	@Test
	void nobodyIsToldByALogThatTellsOfASender() {
		assertThat(sender(from("203.0.113.7").header("X-Visitor", "installation-7"))).asString()
			.doesNotContain("installation", "203.0.113.7");
	}

	private void refused(String visitor) {
		assertThatExceptionOfType(ErrorResponseException.class)
			.isThrownBy(() -> sender(from("203.0.113.7").header("X-Visitor", visitor)))
			.satisfies((refusal) -> assertThat(refusal.getBody().getType()).hasPath("/problems/invalid-header"));
	}

	private Sender sender(MockServerHttpRequest.BaseBuilder<?> request) {
		MethodParameter any = null;
		return (Sender) this.resolver
			.resolveArgument(any, new BindingContext(), MockServerWebExchange.from(request.build()))
			.block();
	}

	private static MockServerHttpRequest.BaseBuilder<?> from(String address) {
		return MockServerHttpRequest.get("/").remoteAddress(new InetSocketAddress(address, 40_000));
	}

}
