package io.broadsheet.ingest.feed;

import java.time.Duration;
import java.util.HashSet;
import java.util.IllformedLocaleException;
import java.util.List;
import java.util.Locale;
import java.util.Set;

import io.broadsheet.ingest.fetch.FetchLimits;
import io.broadsheet.ingest.fetch.WebAddress;
import io.broadsheet.ingest.field.Slug;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Which feeds are polled, and what that may cost.
 *
 * @param sources the feeds, none by default
 * @param maxSize how large a feed may be, on the line and unpacked, in bytes
 * @param timeout how long it may take to fetch one, redirects included
 * @param maxRedirects how many redirects are followed
 * @param longestBackOff how long a feed that fails is left alone at most; a feed that is
 * polled less often than that keeps its own interval
 * @param trustedHosts hosts that may be in our own network, by the name or literal
 * address that stands in a feed's address or in a redirect
 */
@ConfigurationProperties("broadsheet.feeds")
record FeedSettings(@DefaultValue List<Source> sources, @DefaultValue("5MB") DataSize maxSize,
		@DefaultValue("30s") Duration timeout, @DefaultValue("5") int maxRedirects,
		@DefaultValue("1h") Duration longestBackOff, @DefaultValue List<String> trustedHosts) {

	private static final DataSize LARGEST = DataSize.ofMegabytes(100);

	FeedSettings {
		require(maxSize.toBytes() > 0 && maxSize.compareTo(LARGEST) <= 0, "max-size must be 1B to " + LARGEST);
		require(timeout.toMillis() > 0, "timeout must be 1ms or more");
		require(maxRedirects >= 0, "max-redirects must be 0 or more");
		sources = List.copyOf(sources);
		trustedHosts = List.copyOf(trustedHosts);
		Set<String> names = new HashSet<>();
		for (Source source : sources) {
			require(names.add(source.name()), "there are two feeds of the name " + source.name());
		}
	}

	FetchLimits limits() {
		return new FetchLimits(this.maxSize, this.timeout, this.maxRedirects);
	}

	private static void require(boolean met, String demand) {
		if (!met) {
			throw new IllegalArgumentException("Feeds: " + demand);
		}
	}

	/**
	 * One feed.
	 *
	 * @param name what it is called in health, metrics and logs
	 * @param url where it is, http or https
	 * @param section the slug of the section that its articles appear in
	 * @param language the BCP 47 tag of its articles' language, where the feed tells none
	 * @param every how often it is polled, at least 10 seconds apart
	 */
	record Source(String name, String url, String section, String language, @DefaultValue("5m") Duration every) {

		private static final Duration SHORTEST = Duration.ofSeconds(10);

		Source {
			require(matches(name, Slug.REGEXP), name, "name must be lower-case letters, digits and single hyphens");
			require(objection(url) == null, name, "url is missing or wrong: " + objection(url));
			require(matches(section, Slug.REGEXP), name, "section must be a slug, such as city-hall");
			require(isLanguage(language), name, "language must be a BCP 47 tag, such as en or vi-VN");
			require(every.compareTo(SHORTEST) >= 0, name, "every must be 10s or more");
		}

		WebAddress address() {
			return WebAddress.of(this.url);
		}

		private static void require(boolean met, @Nullable String name, String demand) {
			if (!met) {
				throw new IllegalArgumentException("Feed '%s': %s".formatted(name, demand));
			}
		}

		private static @Nullable String objection(@Nullable String url) {
			try {
				WebAddress.of((url != null) ? url : "");
				return null;
			}
			catch (IllegalArgumentException ex) {
				return ex.getMessage();
			}
		}

		private static boolean matches(@Nullable String value, String pattern) {
			return value != null && value.matches(pattern);
		}

		private static boolean isLanguage(@Nullable String tag) {
			try {
				return tag != null
						&& matches(new Locale.Builder().setLanguageTag(tag).build().getLanguage(), "[a-z]{2,3}");
			}
			catch (IllformedLocaleException ex) {
				return false;
			}
		}

	}

}
