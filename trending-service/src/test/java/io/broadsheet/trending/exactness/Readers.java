package io.broadsheet.trending.exactness;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import io.broadsheet.events.ArticleReacted;
import io.broadsheet.events.ArticleShared;
import io.broadsheet.events.ArticleViewed;
import io.broadsheet.events.ReactionKind;

/**
 * View, react to and share articles at random: some a thousand times as often as others,
 * some again and again, and with clocks and networks of all kinds.
 */
public final class Readers {

	private static final Duration TOO_OLD = Duration.ofHours(24);

	private static final Duration IN_FUTURE = Duration.ofMinutes(5);

	private static final Duration AGAIN = Duration.ofMinutes(30);

	private static final Duration MILLI = Duration.ofMillis(1);

	private static final int REMEMBERED = 3_000;

	private static final ReactionKind[] KINDS = ReactionKind.values();

	private static final List<String> CHANNELS = List.of("mail", "whatsapp", "copy");

	private final Random random;

	private final Zipf articles;

	private final int visitors;

	private final Duration slack;

	private final List<ArticleViewed> recent = new ArrayList<>();

	private final List<ArticleReacted> reactions = new ArrayList<>();

	private final List<ArticleShared> shares = new ArrayList<>();

	private int viewed;

	/**
	 * Gathers readers.
	 * @param random draws
	 * @param articles how many articles they read, published or not
	 * @param visitors how many they are
	 * @param slack how much later than it is said a view may be judged without that
	 * making a difference; none to try the exact edges
	 */
	public Readers(Random random, int articles, int visitors, Duration slack) {
		this.random = random;
		this.articles = new Zipf(articles);
		this.visitors = visitors;
		this.slack = slack;
	}

	/** Some reader views some article. */
	public ArticleViewed view(Instant now) {
		int kind = this.random.nextInt(1000);
		if (kind < 60 && !this.recent.isEmpty()) {
			return again(now);
		}
		if (kind < 65) {
			return view("nowhere-" + this.random.nextInt(50), now);
		}
		return view(Newsroom.id(this.articles.draw(this.random)), at(kind, now));
	}

	/** Some reader views this article. */
	public ArticleViewed view(String articleId, Instant at) {
		return remember(articleId, visitor(), at);
	}

	/** Some reader reacts to some article, or takes a reaction back. */
	public ArticleReacted react(Instant now) {
		int number = this.random.nextInt(10);
		if (number < 5 || this.reactions.isEmpty()) {
			ArticleReacted reaction = new ArticleReacted(Newsroom.id(this.articles.draw(this.random)), visitor(),
					KINDS[this.random.nextInt(KINDS.length)], true, when(now));
			this.reactions.add(reaction);
			return reaction;
		}
		ArticleReacted before = this.reactions.get(this.random.nextInt(this.reactions.size()));
		OffsetDateTime at = (number == 5) ? before.at() : when(now);
		return new ArticleReacted(before.articleId(), before.visitor(), before.kind(), this.random.nextInt(3) == 0, at);
	}

	/** Some reader shares some article, maybe again. */
	public ArticleShared share(Instant now) {
		if (this.random.nextInt(4) > 0 || this.shares.isEmpty()) {
			ArticleShared share = new ArticleShared(Newsroom.id(this.articles.draw(this.random)), visitor(),
					CHANNELS.get(this.random.nextInt(CHANNELS.size())), when(now));
			this.shares.add(share);
			return share;
		}
		ArticleShared before = this.shares.get(this.random.nextInt(this.shares.size()));
		String channel = this.random.nextBoolean() ? before.channel() : "mail";
		return new ArticleShared(before.articleId(), before.visitor(), channel, when(now));
	}

	private OffsetDateTime when(Instant now) {
		return at(60 + this.random.nextInt(940), now).atOffset(ZoneOffset.UTC);
	}

	private String visitor() {
		double share = this.random.nextDouble();
		return "visitor-" + (int) (share * share * this.visitors);
	}

	private Instant at(int kind, Instant now) {
		Duration oldest = TOO_OLD.minus(this.slack);
		if (kind < 90) {
			return now.minus(upTo(oldest));
		}
		if (kind < 92) {
			return now.minus(oldest);
		}
		if (kind < 97) {
			return now.minus(TOO_OLD).minus(MILLI).minus(upTo(Duration.ofDays((kind < 93) ? 20_000 : 3)));
		}
		if (kind < 105) {
			return now.plus(upTo(IN_FUTURE));
		}
		if (kind < 107) {
			return now.plus(IN_FUTURE);
		}
		if (kind < 110) {
			return now.plus(IN_FUTURE).plus(this.slack).plus(MILLI).plus(upTo(Duration.ofDays(2_900_000)));
		}
		return now.minus(upTo((kind < 400) ? Duration.ofHours(11) : Duration.ofSeconds(20)));
	}

	/** A reader comes back, or the network brings a view twice or in the wrong order. */
	private ArticleViewed again(Instant now) {
		ArticleViewed before = this.recent.get(this.random.nextInt(this.recent.size()));
		Duration apart = switch (this.random.nextInt(6)) {
			case 0 -> Duration.ZERO;
			case 1 -> AGAIN;
			case 2 -> AGAIN.minus(MILLI);
			default -> upTo(Duration.ofMinutes(70));
		};
		Instant other = before.at().toInstant();
		Instant at = this.random.nextBoolean() ? other.plus(apart) : other.minus(apart);
		return remember(before.articleId(), before.visitor(), within(now, at));
	}

	private Instant within(Instant now, Instant at) {
		Instant first = now.minus(TOO_OLD).plus(this.slack);
		Instant last = now.plus(IN_FUTURE);
		return at.isBefore(first) ? first : at.isAfter(last) ? last : at;
	}

	private ArticleViewed remember(String articleId, String visitor, Instant at) {
		ArticleViewed view = new ArticleViewed(articleId, visitor, at.atOffset(ZoneOffset.UTC), null);
		if (this.recent.size() < REMEMBERED) {
			this.recent.add(view);
		}
		else {
			this.recent.set(this.viewed % REMEMBERED, view);
		}
		this.viewed++;
		return view;
	}

	private Duration upTo(Duration longest) {
		return Duration.ofMillis((long) (this.random.nextDouble() * longest.toMillis()));
	}

}
