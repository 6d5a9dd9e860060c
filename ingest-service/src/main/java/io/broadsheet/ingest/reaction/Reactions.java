package io.broadsheet.ingest.reaction;

import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;

import io.broadsheet.events.ArticleReacted;
import io.broadsheet.events.ArticleShared;
import io.broadsheet.events.Event;
import io.broadsheet.events.ReactionKind;
import io.broadsheet.ingest.audience.AudienceLog;
import io.broadsheet.ingest.audience.VisitorHash;
import io.micrometer.core.instrument.MeterRegistry;
import reactor.core.publisher.Mono;

/**
 * Takes reactions and shares: they are on the log when the answer is there. Whether a
 * reaction is the reader's first of its kind is for those to tell who count.
 */
class Reactions {

	private static final String REACTIONS = "broadsheet.ingest.reactions";

	private static final String SHARES = "broadsheet.ingest.shares";

	private final VisitorHash hash;

	private final AudienceLog log;

	private final Clock clock;

	private final MeterRegistry meters;

	Reactions(VisitorHash hash, AudienceLog log, Clock clock, MeterRegistry meters) {
		this.hash = hash;
		this.log = log;
		this.clock = clock;
		this.meters = meters;
	}

	/**
	 * Gives a reaction, or takes it back.
	 * @param articleId the article, which need not exist
	 * @param kind what the reader feels
	 * @param given whether it stands from now on
	 * @param identity what tells the reader from others
	 * @return when the brokers have it; errors as of {@link AudienceLog#write}
	 */
	Mono<Void> react(String articleId, ReactionKind kind, boolean given, String identity) {
		String visitor = this.hash.ofArticle(identity, articleId);
		return write(new ArticleReacted(articleId, visitor, kind, given, now()), REACTIONS,
				given ? "given" : "taken-back");
	}

	/**
	 * Tells of a share.
	 * @param articleId the article, which need not exist
	 * @param channel where to
	 * @param identity what tells the reader from others
	 * @return when the brokers have it; errors as of {@link AudienceLog#write}
	 */
	Mono<Void> share(String articleId, String channel, String identity) {
		String visitor = this.hash.ofArticle(identity, articleId);
		return write(new ArticleShared(articleId, visitor, channel, now()), SHARES, "accepted");
	}

	private Mono<Void> write(Event event, String metric, String outcome) {
		return this.log.write(List.of(event))
			.doOnSuccess((done) -> this.meters.counter(metric, "outcome", outcome).increment());
	}

	private OffsetDateTime now() {
		return this.clock.instant().truncatedTo(ChronoUnit.MILLIS).atOffset(ZoneOffset.UTC);
	}

}
