package io.broadsheet.ingest.feed;

import java.time.Duration;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.core.env.SystemEnvironmentPropertySource;
import org.springframework.util.unit.DataSize;

import static org.assertj.core.api.Assertions.assertThat;

class FeedSettingsTests {

	private static final String FEED = "broadsheet.feeds.sources[0].";

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withUserConfiguration(Configuration.class);

	@Test
	void withoutSettingsThereAreNoFeedsAndNoHostIsTrusted() {
		this.runner.run((context) -> {
			FeedSettings settings = context.getBean(FeedSettings.class);
			assertThat(settings.sources()).isEmpty();
			assertThat(settings.trustedHosts()).isEmpty();
			assertThat(settings.maxSize()).isEqualTo(DataSize.ofMegabytes(5));
			assertThat(settings.maxRedirects()).isEqualTo(5);
			assertThat(settings.longestBackOff()).isEqualTo(Duration.ofHours(1));
		});
	}

	@Test
	void feedsAreConfiguredByEnvironmentToo() {
		Map<String, Object> environment = Map.of("BROADSHEET_FEEDS_SOURCES_0_NAME", "agency",
				"BROADSHEET_FEEDS_SOURCES_0_URL", "https://agency.example/rss", "BROADSHEET_FEEDS_SOURCES_0_SECTION",
				"world", "BROADSHEET_FEEDS_SOURCES_0_LANGUAGE", "en-GB", "BROADSHEET_FEEDS_TRUSTEDHOSTS",
				"gateway.example,10.1.2.3");
		this.runner
			.withInitializer((context) -> context.getEnvironment()
				.getPropertySources()
				.addFirst(new SystemEnvironmentPropertySource("systemEnvironment", environment)))
			.run((context) -> {
				FeedSettings settings = context.getBean(FeedSettings.class);
				assertThat(settings.sources()).containsExactly(new FeedSettings.Source("agency",
						"https://agency.example/rss", "world", "en-GB", Duration.ofMinutes(5)));
				assertThat(settings.trustedHosts()).containsExactly("gateway.example", "10.1.2.3");
			});
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			value = { "url | ftp://agency.example/rss | only http and https addresses are fetched",
					"url | https://user:secret@agency.example/ | an address with a user name or password",
					"url | | url is missing", "section | | section must be a slug",
					"section | City Hall | section must be a slug", "language | | language must be a BCP 47 tag",
					"language | english please | language must be a BCP 47 tag", "every | 9999ms | every must be 10s" })
	void aFeedThatCanNotBePolledStopsTheStartAndIsNamed(String property, String value, String reason) {
		this.runner
			.withPropertyValues(FEED + "name=agency", FEED + "url=https://agency.example/rss", FEED + "section=world",
					FEED + "language=en", FEED + property + "=" + ((value != null) ? value : ""))
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.hasMessageStartingWith("Feed 'agency': ")
				.hasMessageContaining(reason)
				.message()
				.doesNotContain("secret"));
	}

	@Test
	void tenSecondsAreOftenEnough() {
		assertThat(new FeedSettings.Source("agency", "http://agency.example/", "world", "en", Duration.ofSeconds(10)))
			.isNotNull();
	}

	@Test
	void whatIsMissingIsNamedLikeWhatIsWrong() {
		this.runner.withPropertyValues(FEED + "name=agency")
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.hasMessage("Feed 'agency': url is missing or wrong: only http and https addresses are fetched"));
	}

	@Test
	void twoFeedsHaveTwoNames() {
		this.runner
			.withPropertyValues(FEED + "name=agency", FEED + "url=https://agency.example/rss", FEED + "section=world",
					FEED + "language=en", "broadsheet.feeds.sources[1].name=agency",
					"broadsheet.feeds.sources[1].url=https://other.example/rss",
					"broadsheet.feeds.sources[1].section=world", "broadsheet.feeds.sources[1].language=en")
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.hasMessage("Feeds: there are two feeds of the name agency"));
	}

	@ParameterizedTest
	@CsvSource({ "max-size, 0B", "max-size, 101MB", "timeout, 0s", "max-redirects, -1" })
	void limitsThatLimitNothingOrEverythingStopTheStart(String property, String value) {
		this.runner.withPropertyValues("broadsheet.feeds." + property + "=" + value)
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.hasMessageStartingWith("Feeds: " + property + " must be"));
	}

	@org.springframework.context.annotation.Configuration(proxyBeanMethods = false)
	@EnableConfigurationProperties(FeedSettings.class)
	static class Configuration {

	}

}
