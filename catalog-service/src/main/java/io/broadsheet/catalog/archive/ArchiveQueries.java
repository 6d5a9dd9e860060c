package io.broadsheet.catalog.archive;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;

import io.broadsheet.catalog.entry.EntryDocuments;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

import org.springframework.data.domain.Sort;
import org.springframework.data.mongodb.core.ReactiveMongoTemplate;
import org.springframework.data.mongodb.core.aggregation.Aggregation;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;

/**
 * Counts the published articles of days. Answered from the indexes on {@value #DAY}
 * alone, at most a year of them.
 */
class ArchiveQueries {

	private static final String DAY = "publishedDay";

	private static final String COUNT = "count";

	private final ReactiveMongoTemplate mongo;

	private final ZoneId zone;

	ArchiveQueries(ReactiveMongoTemplate mongo, ZoneId zone) {
		this.mongo = mongo;
		this.zone = zone;
	}

	/**
	 * Finds days.
	 * @param query which days
	 * @return those that have articles
	 */
	Mono<Archive> archive(ArchiveQuery query) {
		Archive empty = new Archive(this.zone, null, null, List.of());
		return day(query.section(), Sort.Direction.DESC).flatMap((last) -> day(query.section(), Sort.Direction.ASC)
			.flatMap((first) -> days(query, LocalDate.parse(last).getYear())
				.map((days) -> new Archive(this.zone, first, last, days))))
			.defaultIfEmpty(empty);
	}

	static Query outermost(@Nullable String section, Sort.Direction direction) {
		Query query = Query.query(published(section)).with(Sort.by(direction, DAY)).limit(1);
		query.fields().include(DAY).exclude("_id");
		return query;
	}

	static Aggregation counted(@Nullable String section, ArchiveQuery.Stretch stretch) {
		Criteria wanted = published(section).and(DAY).gte(stretch.first().toString()).lte(stretch.last().toString());
		return Aggregation.newAggregation(Aggregation.match(wanted), Aggregation.group(DAY).count().as(COUNT),
				Aggregation.sort(Sort.Direction.ASC, "_id"));
	}

	private Mono<String> day(@Nullable String section, Sort.Direction direction) {
		return this.mongo.find(outermost(section, direction), Document.class, EntryDocuments.COLLECTION)
			.next()
			.map((found) -> found.getString(DAY));
	}

	private Mono<List<Archive.Day>> days(ArchiveQuery query, int lastYear) {
		Aggregation counted = counted(query.section(), query.days(lastYear));
		return this.mongo.aggregate(counted, EntryDocuments.COLLECTION, Document.class)
			.map((found) -> new Archive.Day(found.getString("_id"), found.get(COUNT, Number.class).intValue()))
			.collectList();
	}

	private static Criteria published(@Nullable String section) {
		Criteria criteria = Criteria.where("state").is(EntryDocuments.PUBLISHED);
		return (section != null) ? criteria.and("section").is(section) : criteria;
	}

}
