package io.broadsheet.trending.exactness;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Predicate;

import io.broadsheet.events.Article;
import io.broadsheet.events.ArticlePublished;
import io.broadsheet.events.ArticleRevised;
import io.broadsheet.events.ArticleWithdrawn;
import org.jspecify.annotations.Nullable;

/**
 * Publishes articles and changes them at random. Articles have numbers from 0 on and are
 * published in the order of their numbers.
 */
public final class Newsroom {

	private static final int SECTIONS = 80;

	private static final int TAGS = 12;

	private static final List<String> LANGUAGES = List.of("en", "en", "vi", "en-GB");

	private final Random random;

	private final List<Draft> drafts = new ArrayList<>();

	public Newsroom(Random random) {
		this.random = random;
	}

	/** Looks random, so that the order of ids is not that of numbers. */
	static String id(int number) {
		return "a-%05d".formatted((number * 7_919) % 100_003);
	}

	/** Many are published in the same hour, so that lists have ties down to the id. */
	public ArticlePublished publish(Instant now) {
		Draft draft = new Draft(id(this.drafts.size()), now.minus(Duration.ofHours(this.random.nextInt(30))));
		this.drafts.add(draft);
		scatter(draft);
		return new ArticlePublished(draft.article());
	}

	public ArticleRevised move() {
		Draft draft = any((candidate) -> candidate.state == State.PUBLISHED);
		scatter(draft);
		return revise(draft);
	}

	public ArticleRevised takeOutOfRankingsOrBack() {
		Draft draft = any((candidate) -> candidate.state == State.PUBLISHED);
		draft.rankable = !draft.rankable;
		return revise(draft);
	}

	public ArticleWithdrawn withdraw() {
		Draft draft = any((candidate) -> candidate.state == State.PUBLISHED);
		draft.state = State.WITHDRAWN;
		draft.revision++;
		return new ArticleWithdrawn(draft.id, draft.revision, draft.id, List.of(), draft.section, draft.tags,
				draft.language, draft.publishedAt, draft.publishedAt.plusHours(draft.revision), "It was wrong.");
	}

	public ArticleRevised restore() {
		Draft draft = any((candidate) -> candidate.state == State.WITHDRAWN);
		draft.state = State.PUBLISHED;
		return revise(draft);
	}

	public String purge() {
		Draft draft = any((candidate) -> candidate.state != State.PURGED);
		draft.state = State.PURGED;
		return draft.id;
	}

	public int published() {
		return this.drafts.size();
	}

	private ArticleRevised revise(Draft draft) {
		draft.revision++;
		return new ArticleRevised(draft.article());
	}

	/** The well-read ones, with the low numbers, change more often than others. */
	private Draft any(Predicate<Draft> fitting) {
		@Nullable Draft found = null;
		while (found == null) {
			double share = this.random.nextDouble();
			Draft candidate = this.drafts.get((int) (share * share * share * this.drafts.size()));
			found = fitting.test(candidate) ? candidate : null;
		}
		return found;
	}

	private void scatter(Draft draft) {
		draft.section = "section-" + this.random.nextInt(SECTIONS);
		draft.tags = this.random.ints(this.random.nextInt(4), 0, TAGS)
			.distinct()
			.mapToObj((number) -> "tag-" + number)
			.toList();
		draft.language = LANGUAGES.get(this.random.nextInt(LANGUAGES.size()));
	}

	private enum State {

		PUBLISHED, WITHDRAWN, PURGED

	}

	/** An article as it stands on the newsroom's desk. */
	private static final class Draft {

		private final String id;

		private final OffsetDateTime publishedAt;

		private State state = State.PUBLISHED;

		private long revision = 1;

		private boolean rankable = true;

		private String section = "";

		private List<String> tags = List.of();

		private String language = "";

		Draft(String id, Instant publishedAt) {
			this.id = id;
			this.publishedAt = publishedAt.truncatedTo(ChronoUnit.HOURS).atOffset(ZoneOffset.UTC);
		}

		Article article() {
			return new Article(this.id, null, this.revision, this.id, List.of(), "https://paper.example/" + this.id,
					"Headline", null, "", this.language, this.section, this.tags, List.of(), null, List.of(),
					this.publishedAt, this.publishedAt.plusHours(this.revision), List.of(), null, this.rankable);
		}

	}

}
