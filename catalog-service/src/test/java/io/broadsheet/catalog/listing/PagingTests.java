package io.broadsheet.catalog.listing;

import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import io.broadsheet.catalog.TestMongo;
import io.broadsheet.catalog.article.ArticleQueries;
import io.broadsheet.catalog.article.ArticleSort;
import io.broadsheet.catalog.entry.CatalogEntry;
import io.broadsheet.catalog.entry.EntryDocuments;
import io.broadsheet.catalog.entry.StoredDocuments;
import io.broadsheet.catalog.paging.Cursors;
import io.broadsheet.catalog.paging.Page;
import io.broadsheet.catalog.request.Parameters;
import io.broadsheet.events.ArticleCard;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.jspecify.annotations.Nullable;

import org.springframework.util.LinkedMultiValueMap;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Turning the pages of lists while the newsroom goes on working, beside a newsroom in
 * memory that knows what has to be on each page.
 */
class PagingTests {

	private static final ZoneId UTC = ZoneId.of("UTC");

	private static @Nullable TestMongo mongo;

	private final EntryDocuments documents = new EntryDocuments(UTC);

	private final Cursors cursors = new Cursors("the key of these tests".getBytes(StandardCharsets.UTF_8));

	@BeforeContainer
	static void start() {
		mongo = new TestMongo();
	}

	@AfterContainer
	static void stop() {
		if (mongo != null) {
			mongo.close();
		}
	}

	@Property(tries = 40)
	void whoTurnsAllPagesSeesWhatStoodThereThroughoutExactlyOnce(@ForAll("newsrooms") ModelNewsroom.Plan plan,
			@ForAll ArticleSort sort, @ForAll boolean oneSection) {
		ModelNewsroom newsroom = new ModelNewsroom();
		mongo().template().dropCollection(EntryDocuments.COLLECTION).block();
		plan.start().forEach((step) -> write(newsroom.apply(step)));
		String section = oneSection ? ModelNewsroom.SECTIONS.get(0) : null;
		ArticleLists lists = new ArticleLists(new ArticleQueries(mongo().template(), this.documents), null,
				this.cursors);

		List<String> seen = new ArrayList<>();
		Set<String> throughout = new HashSet<>(newsroom.ids(section));
		ArticleCard last = null;
		String cursor = null;
		int turn = 0;
		do {
			Page<ArticleCard> page = lists.page(query(section, sort, plan.limit(), cursor)).block();
			assertThat(page).isNotNull();
			assertThat(ids(page.items())).isEqualTo(newsroom.page(section, sort, last, plan.limit()));
			seen.addAll(ids(page.items()));
			last = page.items().isEmpty() ? last : page.items().get(page.items().size() - 1);
			cursor = page.next();
			if (cursor != null && turn < plan.turns().size()) {
				for (ModelNewsroom.Step step : plan.turns().get(turn++)) {
					CatalogEntry changed = newsroom.apply(step);
					write(changed);
					// what is revised moves to the front of a list by its changes
					if (changed != null && sort == ArticleSort.LAST_UPDATED) {
						throughout.remove(changed.id());
					}
					throughout.retainAll(newsroom.ids(section));
				}
			}
		}
		while (cursor != null);

		assertThat(seen).doesNotHaveDuplicates().containsAll(throughout);
	}

	@Provide
	Arbitrary<ModelNewsroom.Plan> newsrooms() {
		Arbitrary<ModelNewsroom.Step> publication = step(Arbitraries.just(ModelNewsroom.Kind.PUBLISH));
		Arbitrary<ModelNewsroom.Step> any = step(Arbitraries.of(ModelNewsroom.Kind.class));
		return Combinators
			.combine(publication.list().ofMinSize(0).ofMaxSize(14),
					any.list().ofMaxSize(5).list().ofMinSize(3).ofMaxSize(6), Arbitraries.integers().between(1, 5))
			.as(ModelNewsroom.Plan::new);
	}

	private static Arbitrary<ModelNewsroom.Step> step(Arbitrary<ModelNewsroom.Kind> kinds) {
		return Combinators
			.combine(kinds, Arbitraries.integers().between(0, 20), Arbitraries.integers().between(0, 4),
					Arbitraries.of(ModelNewsroom.SECTIONS))
			.as(ModelNewsroom.Step::new);
	}

	private ArticleListQuery query(@Nullable String section, ArticleSort sort, int limit, @Nullable String cursor) {
		LinkedMultiValueMap<String, String> given = new LinkedMultiValueMap<>();
		given.add("sort", sort.parameter());
		given.add("limit", String.valueOf(limit));
		if (section != null) {
			given.add("section", section);
		}
		if (cursor != null) {
			given.add("cursor", cursor);
		}
		return ArticleListQuery.of(Parameters.of(given, given.keySet()), UTC, this.cursors);
	}

	private void write(@Nullable CatalogEntry entry) {
		if (entry != null) {
			mongo().template().save(StoredDocuments.of(this.documents, entry), EntryDocuments.COLLECTION).block();
		}
	}

	private static List<String> ids(List<ArticleCard> cards) {
		return cards.stream().map(ArticleCard::id).toList();
	}

	private static TestMongo mongo() {
		if (mongo == null) {
			throw new IllegalStateException("Not started");
		}
		return mongo;
	}

}
