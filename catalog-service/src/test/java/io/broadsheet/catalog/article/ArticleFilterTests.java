package io.broadsheet.catalog.article;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;

import io.broadsheet.catalog.request.InvalidParameterException;
import io.broadsheet.catalog.request.Parameters;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.util.LinkedMultiValueMap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Reading what articles are filtered by.
 */
class ArticleFilterTests {

	@Test
	void withoutParametersItLetsEverythingPublishedPass() {
		ArticleFilter none = filter("");
		assertThat(none).isEqualTo(ArticleFilter.NONE);
		assertThat(none.criteria().getCriteriaObject().toJson()).isEqualTo("{\"state\": \"published\"}");
		assertThat(none.canonical()).isEmpty();
	}

	@Test
	void everythingThatIsGivenHasToBeTrue() {
		ArticleFilter all = filter("section=city&tag=tram&author=LINH ĐỖ&language=en-GB&from=2026-03-01&to=2026-03-02");
		assertThat(all.criteria().getCriteriaObject().toJson()).isEqualTo("""
				{"state": "published", "section": "city", "tags": "tram", "authorKeys": "linh do", \
				"languageRanges": "en-gb", "publishedAt": {"$gte": {"$date": "2026-02-28T17:00:00Z"}, \
				"$lt": {"$date": "2026-03-02T17:00:00Z"}}}""");
	}

	@Test
	void aDateIsAWholeDay() {
		ArticleFilter day = filter("date=2026-03-01");
		assertThat(day.from()).isEqualTo(Instant.parse("2026-02-28T17:00:00Z"));
		assertThat(day.to()).isEqualTo(Instant.parse("2026-03-01T17:00:00Z"));
		assertThat(day).isEqualTo(filter("from=2026-03-01&to=2026-03-01"));
	}

	@ParameterizedTest
	@CsvSource({ "author=Linh Đỗ,author=LINH  do", "language=EN,language=en",
			"from=2026-03-01,from=2026-03-01T00:00:00%2B07:00", "section=a&tag=b,tag=b&section=a" })
	void whatMeansTheSameHasTheSameCanonicalText(String one, String other) {
		assertThat(filter(one).canonical()).isEqualTo(filter(other).canonical());
	}

	@ParameterizedTest
	@CsvSource({ "author=a,author=b", "section=a,tag=a", "section=a,collection=a", "author=a,author=a%26language=en",
			"author=a%26language=en,author=a&language=en", "author=%25,author=%2525", "from=2026-03-01,to=2026-03-01" })
	void whatMeansSomethingElseHasAnotherCanonicalText(String one, String other) {
		assertThat(filter(one).canonical()).isNotEqualTo(filter(other).canonical());
	}

	@ParameterizedTest
	@CsvSource({ "from=2026-03-02&to=2026-03-01,from", "from=2026-03-01T01:00Z&to=2026-03-01T01:00Z,from",
			"date=2026-03-01&from=2026-03-01,date", "date=2026-03-01T00:00Z,date", "author=%CC%81,author",
			"author=%20,author", "language=e,language", "language=en_GB,language", "language=*,language",
			"language=en-,language", "language=.*,language", "tag=Tram,tag", "collection=$x,collection",
			"to=2025-02-30,to" })
	void whatCantBeMeantIsRefusedByName(String query, String parameter) {
		assertThatExceptionOfType(InvalidParameterException.class).isThrownBy(() -> filter(query))
			.withMessageContaining("`" + parameter + "`");
	}

	@ParameterizedTest
	@ValueSource(strings = { "vi", "zh-Hant-TW", "en-GB-oxendict", "sl-rozaj-biske-1994" })
	void languageTagsAreRanges(String language) {
		assertThat(filter("language=" + language).language()).isEqualToIgnoringCase(language);
	}

	private static ArticleFilter filter(String query) {
		LinkedMultiValueMap<String, String> given = new LinkedMultiValueMap<>();
		for (String part : query.isEmpty() ? new String[0] : query.split("&")) {
			String[] pair = part.split("=", 2);
			given.add(pair[0], URLDecoder.decode(pair[1], StandardCharsets.UTF_8));
		}
		return ArticleFilter.of(Parameters.of(given, ArticleFilter.PARAMETERS), ZoneId.of("Asia/Ho_Chi_Minh"));
	}

}
