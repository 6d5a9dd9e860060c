package io.broadsheet.catalog.archive;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.broadsheet.catalog.Articles;
import io.broadsheet.catalog.TestMongo;
import io.broadsheet.catalog.article.ArticleFilter;
import io.broadsheet.catalog.article.ArticleQueries;
import io.broadsheet.catalog.article.ArticleSort;
import io.broadsheet.catalog.entry.CatalogEntry;
import io.broadsheet.catalog.entry.EntryDocuments;
import io.broadsheet.catalog.entry.StoredDocuments;
import io.broadsheet.catalog.request.Parameters;
import io.broadsheet.events.ArticleCard;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;
import org.bson.Document;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.data.mongodb.core.ReactiveMongoTemplate;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.util.MultiValueMap;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * On which day of the publisher an article was published.
 */
class ArchiveQueriesTests {

	private static final TestMongo DATABASE = new TestMongo();

	private final ReactiveMongoTemplate mongo = DATABASE.template();

	@AfterContainer
	static void drop() {
		DATABASE.close();
	}

	/**
	 * The last moment of a day and the first of the next, also where a day has 23, 25 or
	 * 24½ hours, and where a day was left out of the calendar.
	 */
	@ParameterizedTest
	@CsvSource({ "Asia/Ho_Chi_Minh,2026-02-28T16:59:59.999Z,2026-02-28",
			"Asia/Ho_Chi_Minh,2026-02-28T17:00:00Z,2026-03-01", "Asia/Ho_Chi_Minh,2025-12-31T16:59:59.999Z,2025-12-31",
			"Asia/Ho_Chi_Minh,2025-12-31T17:00:00Z,2026-01-01", "Europe/Berlin,2026-03-28T22:59:59.999Z,2026-03-28",
			"Europe/Berlin,2026-03-28T23:00:00Z,2026-03-29", "Europe/Berlin,2026-03-29T21:59:59.999Z,2026-03-29",
			"Europe/Berlin,2026-03-29T22:00:00Z,2026-03-30", "Europe/Berlin,2026-10-24T22:00:00Z,2026-10-25",
			"Europe/Berlin,2026-10-25T22:59:59.999Z,2026-10-25", "Europe/Berlin,2026-10-25T23:00:00Z,2026-10-26",
			"America/New_York,2026-03-08T05:00:00Z,2026-03-08", "America/New_York,2026-03-09T03:59:59.999Z,2026-03-08",
			"America/New_York,2026-11-01T04:00:00Z,2026-11-01", "America/New_York,2026-11-02T04:59:59.999Z,2026-11-01",
			"Australia/Lord_Howe,2026-04-04T12:59:59.999Z,2026-04-04",
			"Australia/Lord_Howe,2026-04-05T13:29:59.999Z,2026-04-05",
			"Australia/Lord_Howe,2026-04-05T13:30:00Z,2026-04-06", "Pacific/Apia,2011-12-30T09:59:59.999Z,2011-12-29",
			"Pacific/Apia,2011-12-30T10:00:00Z,2011-12-31" })
	void anArticleBelongsToTheDayOfItsPublicationWhereItIsPublished(ZoneId zone, Instant publishedAt, String day) {
		store(zone, List.of(publishedAt));
		LocalDate date = LocalDate.parse(day);
		Archive month = archive(zone, new ArchiveQuery(null, date.getYear(), date.getMonthValue()));
		assertThat(month.days()).containsExactly(new Archive.Day(day, 1));
		assertThat(month.first()).isEqualTo(day);
		assertThat(month.last()).isEqualTo(day);
	}

	/**
	 * The oracle counts the articles between the first moments of two days, as the zone's
	 * rules tell them.
	 */
	@Property(tries = 60)
	void eachDayHasWhatWasPublishedBetweenItsMidnights(@ForAll("zones") ZoneId zone,
			@ForAll("times") List<Instant> times) {
		store(zone, times);
		Map<Integer, List<Archive.Day>> expected = new TreeMap<>(days(zone, times).stream()
			.collect(Collectors.groupingBy((day) -> LocalDate.parse(day.date()).getYear())));
		expected.forEach((year, days) -> {
			assertThat(archive(zone, new ArchiveQuery(null, year, null)).days()).isEqualTo(days);
			for (int month = 1; month <= 12; month++) {
				String prefix = String.format("%04d-%02d-", year, month);
				assertThat(archive(zone, new ArchiveQuery(null, year, month)).days())
					.isEqualTo(days.stream().filter((day) -> day.date().startsWith(prefix)).toList());
			}
		});
		List<Archive.Day> last = expected.get(((TreeMap<Integer, List<Archive.Day>>) expected).lastKey());
		assertThat(archive(zone, new ArchiveQuery(null, null, null)).days()).isEqualTo(last);
	}

	/**
	 * Each hour around the end of a month and each change of the clock in one of the
	 * zones, and each midnight to the millisecond.
	 */
	@ParameterizedTest
	@ValueSource(strings = { "Asia/Ho_Chi_Minh", "Europe/Berlin", "America/New_York" })
	void eachDayListsAsManyArticlesAsItCounts(ZoneId zone) {
		List<Instant> times = Stream
			.of("2026-02-28", "2026-03-08", "2026-03-29", "2026-10-25", "2026-11-01", "2026-11-30")
			.map(LocalDate::parse)
			.flatMap((day) -> around(day, zone))
			.toList();
		store(zone, times);
		Map<String, Integer> oracle = times.stream()
			.collect(Collectors.toMap((time) -> LocalDate.ofInstant(time, zone).toString(), (time) -> 1, Integer::sum,
					TreeMap::new));
		assertThat(archive(zone, new ArchiveQuery(null, 2026, null)).days())
			.isEqualTo(oracle.entrySet().stream().map((day) -> new Archive.Day(day.getKey(), day.getValue())).toList());
		LocalDate.of(2026, 2, 25)
			.datesUntil(LocalDate.of(2026, 12, 5))
			.map(LocalDate::toString)
			.forEach((day) -> assertThat(listed(zone, day)).as(day).isEqualTo(oracle.getOrDefault(day, 0)));
	}

	private static Stream<Instant> around(LocalDate day, ZoneId zone) {
		Instant begin = day.minusDays(1).atStartOfDay(zone).toInstant();
		Stream<Instant> hours = IntStream.range(0, 72)
			.mapToObj((hour) -> begin.plus(Duration.ofMinutes(30 + 60L * hour)));
		Stream<Instant> midnights = IntStream.range(0, 4)
			.mapToObj((i) -> day.plusDays(i - 1).atStartOfDay(zone).toInstant())
			.flatMap((midnight) -> Stream.of(midnight.minusMillis(1), midnight, midnight.plusMillis(1)));
		return Stream.concat(hours, midnights);
	}

	private int listed(ZoneId zone, String day) {
		Parameters parameters = Parameters.of(MultiValueMap.fromSingleValue(Map.of("date", day)),
				ArticleFilter.PARAMETERS);
		List<ArticleCard> cards = new ArticleQueries(this.mongo, new EntryDocuments(zone))
			.cards(ArticleFilter.of(parameters, zone).criteria(), ArticleSort.NEWEST, null, 1000)
			.block();
		assertThat(cards).isNotNull();
		return cards.size();
	}

	@Provide
	Arbitrary<ZoneId> zones() {
		return Arbitraries
			.of("Asia/Ho_Chi_Minh", "Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Pacific/Apia")
			.map(ZoneId::of);
	}

	/**
	 * Many of them near midnight somewhere, the ends of months and changes of the clock.
	 */
	@Provide
	Arbitrary<List<Instant>> times() {
		Arbitrary<LocalDateTime> edges = Arbitraries
			.of("2011-12-30T10:00", "2025-12-31T17:00", "2026-02-28T17:00", "2026-03-08T07:00", "2026-03-29T01:00",
					"2026-04-04T15:00", "2026-10-03T15:30", "2026-10-25T01:00", "2026-11-01T06:00", "2026-12-31T23:00")
			.map(LocalDateTime::parse);
		Arbitrary<Long> around = Arbitraries.longs().between(-90_000_000, 90_000_000);
		return edges.flatMap((edge) -> around.map((millis) -> edge.toInstant(ZoneOffset.UTC).plusMillis(millis)))
			.list()
			.ofMinSize(1)
			.ofMaxSize(15);
	}

	private static List<Archive.Day> days(ZoneId zone, List<Instant> times) {
		List<Archive.Day> result = new ArrayList<>();
		Instant earliest = times.stream().min(Instant::compareTo).orElseThrow();
		Instant latest = times.stream().max(Instant::compareTo).orElseThrow();
		LocalDate day = LocalDate.ofInstant(earliest, ZoneOffset.UTC).minusDays(2);
		while (!day.atStartOfDay(zone).toInstant().isAfter(latest)) {
			Instant begin = day.atStartOfDay(zone).toInstant();
			Instant end = day.plusDays(1).atStartOfDay(zone).toInstant();
			int count = (int) times.stream().filter((time) -> !time.isBefore(begin) && time.isBefore(end)).count();
			if (count > 0) {
				result.add(new Archive.Day(day.toString(), count));
			}
			day = day.plusDays(1);
		}
		return result;
	}

	private Archive archive(ZoneId zone, ArchiveQuery query) {
		Archive archive = new ArchiveQueries(this.mongo, zone).archive(query).block();
		assertThat(archive).isNotNull();
		return archive;
	}

	private void store(ZoneId zone, List<Instant> times) {
		this.mongo.remove(new Query(), EntryDocuments.COLLECTION).block();
		EntryDocuments documents = new EntryDocuments(zone);
		List<Document> articles = new ArrayList<>();
		times.forEach((time) -> articles.add(StoredDocuments.of(documents, new CatalogEntry.Published(
				Articles.article("a" + articles.size(), 1, "city", time.atOffset(ZoneOffset.UTC))))));
		this.mongo.insert(articles, EntryDocuments.COLLECTION).blockLast();
	}

}
