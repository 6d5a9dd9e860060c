package io.broadsheet.trending.views;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Predicate;

import io.broadsheet.events.ArticleEvent;
import io.broadsheet.events.ArticleReacted;
import io.broadsheet.events.ArticleShared;
import io.broadsheet.events.ArticleViewed;
import io.broadsheet.events.Event;
import io.broadsheet.trending.audience.AudienceObserver;
import io.broadsheet.trending.audience.AudienceObservers;
import io.broadsheet.trending.boards.Boards;
import io.broadsheet.trending.intake.Reading;
import io.broadsheet.trending.panes.Panes;
import io.broadsheet.trending.ranking.PartitionTelling;
import io.broadsheet.trending.ranking.RankingSettings;
import io.broadsheet.trending.ranking.SectionCap;
import io.broadsheet.trending.reactions.ReactionChange;
import io.broadsheet.trending.reactions.Reactions;
import io.broadsheet.trending.stores.Commits;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/**
 * Counts what readers do with one partition's articles and tells which of them lead.
 */
final class AudienceCounter extends ContextualProcessor<byte[], Reading, String, PartitionTelling> {

	private final CountingRules rules;

	private final AudienceMetrics metrics;

	private final InputLag lag;

	private final Clock clock;

	private Boards boards;

	private ActiveArticles articles;

	private Visits visits;

	private Reactions reactions;

	private WaitingEvents waiting;

	private AudienceObserver observer;

	private PartitionTeller teller;

	private AudienceMetrics.Outcomes outcomes;

	private Instant rankedAt;

	private boolean urgent;

	@SuppressWarnings("NullAway.Init")
	AudienceCounter(CountingRules rules, AudienceMetrics metrics, InputLag lag, Clock clock) {
		this.rules = rules;
		this.metrics = metrics;
		this.lag = lag;
		this.clock = clock;
	}

	/**
	 * Also called after a crash, when the stores were restored: nothing is kept but them.
	 */
	@Override
	public void init(ProcessorContext<String, PartitionTelling> context) {
		super.init(context);
		this.boards = new Boards(context.getStateStore(AudienceCounting.LISTS),
				new SectionCap(this.rules.trend().sectionCap()), this.rules.ranking().tagLists());
		this.articles = new ActiveArticles(context.getStateStore(AudienceCounting.ARTICLES),
				context.getStateStore(AudienceCounting.COUNTS), this.boards, this.rules.trend());
		this.visits = new Visits(context.getStateStore(AudienceCounting.VISITS), this.rules.views().gap());
		this.reactions = new Reactions(context.getStateStore(AudienceCounting.REACTIONS));
		this.waiting = new WaitingEvents(context.getStateStore(AudienceCounting.WAITING),
				this.rules.views().maxWaiting());
		this.observer = AudienceObservers.of(this.rules.observations(), context);
		this.teller = new PartitionTeller(context, this.observer);
		this.outcomes = this.metrics.outcomes();
		Commits commits = context.getStateStore(Commits.NAME);
		commits.before(this::save);
		this.rankedAt = Instant.EPOCH;
		this.urgent = false;
		this.lag.begin(context.taskId().partition());
		context.schedule(this.rules.ranking().tick(), PunctuationType.WALL_CLOCK_TIME, (time) -> tick());
	}

	@Override
	public void process(Record<byte[], Reading> record) {
		Reading reading = record.value();
		if (reading instanceof Reading.Forgotten forgotten) {
			forget(forgotten.articleId());
		}
		else if (reading instanceof Reading.Told told && told.event() instanceof ArticleEvent event) {
			this.urgent |= this.articles.stands(event.articleId(), Standing.after(event));
			this.waiting.release(event.articleId()).forEach(this::decide);
		}
		else if (reading instanceof Reading.Told told) {
			this.lag.viewWasRead(context().taskId().partition(), record.timestamp());
			judge(told.event(), Instant.ofEpochMilli(record.timestamp()));
		}
	}

	private void forget(String articleId) {
		this.urgent |= this.articles.forget(articleId);
		this.reactions.forget(articleId);
		this.observer.forgotten(articleId);
	}

	/** How old it was when it arrived counts, not how long it lay there since. */
	private void judge(Event event, Instant arrivedAt) {
		Instant at = event.time().toInstant();
		if (at.isAfter(this.clock.instant().plus(this.rules.views().maxAhead()))) {
			filter(event, Outcome.IN_FUTURE);
		}
		else if (at.isBefore(arrivedAt.minus(this.rules.views().maxAge()))) {
			filter(event, Outcome.TOO_OLD);
		}
		else {
			decide(event);
		}
	}

	private void decide(Event event) {
		@Nullable Standing standing = this.articles.standing(event.subject());
		if (standing == null) {
			letWait(event, this.clock.instant());
		}
		else if (standing.withdrawn() && !takesBack(event)) {
			filter(event, Outcome.WITHDRAWN);
		}
		else {
			count(event, event.time().toInstant());
		}
	}

	/** It counts however the article stands, or it would stand for ever once restored. */
	private static boolean takesBack(Event event) {
		return event instanceof ArticleReacted reaction && !reaction.given();
	}

	private void letWait(Event event, Instant now) {
		boolean waits = context().recordMetadata().filter((origin) -> this.waiting.add(origin, event, now)).isPresent();
		if (!waits) {
			filter(event, Outcome.UNKNOWN_ARTICLE);
		}
	}

	private void filter(Event event, Outcome outcome) {
		this.outcomes.count(event.type(), outcome);
		this.observer.filtered(event.subject(), outcome.tag());
	}

	private void count(Event event, Instant at) {
		if (event instanceof ArticleViewed view) {
			count(view, at, this.visits.isNew(view.articleId(), view.visitor(), at), (counts) -> counts.viewed(at),
					() -> this.observer.viewed(view.articleId(), view.visitor(), at));
		}
		else if (event instanceof ArticleShared share) {
			String visitor = share.visitor() + '\0' + share.channel();
			count(share, at, this.visits.isNew(share.articleId(), visitor, at), (counts) -> counts.shared(at),
					() -> this.observer.shared(share.articleId(), share.channel()));
		}
		else if (event instanceof ArticleReacted reaction) {
			count(reaction, at);
		}
	}

	private void count(Event event, Instant at, boolean isNew, Predicate<AudienceCounts> change, Runnable told) {
		if (!isNew) {
			filter(event, Outcome.DUPLICATE);
			return;
		}
		this.articles.count(event.subject(), at, change);
		told.run();
		this.outcomes.count(event.type(), Outcome.COUNTED);
	}

	private void count(ArticleReacted reaction, Instant at) {
		ReactionChange change = this.reactions.decide(reaction);
		if (change.before() != null || change.after() != null) {
			this.articles.count(reaction.articleId(), at,
					(counts) -> counts.reacted(change, () -> this.reactions.standing(reaction.articleId())));
		}
		if (change.difference() != 0) {
			this.observer.reacted(reaction.articleId(), reaction.kind(), change.difference());
			this.outcomes.count(reaction.type(), Outcome.COUNTED);
		}
		else {
			filter(reaction, change.outdated() ? Outcome.OUTDATED : Outcome.DUPLICATE);
		}
	}

	private void save() {
		this.visits.save();
		this.articles.save();
		this.observer.beforeCommit();
		this.outcomes.tell();
	}

	private void tick() {
		Instant now = this.clock.instant();
		this.waiting.giveUpBefore(now.minus(this.rules.views().patience()))
			.forEach((event) -> filter(event, Outcome.UNKNOWN_ARTICLE));
		boolean rolls = Panes.FIVE_MINUTES.at(now) != Panes.FIVE_MINUTES.at(this.rankedAt);
		if (rolls && this.lag.isKnown(context().taskId().partition())) {
			this.visits.forgetBefore(now.minus(this.rules.views().maxAge()).minusSeconds(this.lag.seconds()));
		}
		boolean changed = rolls || this.articles.isTouched() || this.boards.hasNews(now);
		RankingSettings settings = this.rules.ranking();
		long backlog = this.lag.secondsOfBacklog(context().taskId().partition());
		Duration interval = settings.stretched(settings.partitionInterval(), backlog);
		boolean due = Duration.between(this.rankedAt, now).abs().compareTo(interval) >= 0;
		if (this.urgent || (changed && due)) {
			this.rankedAt = now;
			this.metrics.step(() -> rank(now, backlog));
			this.urgent = false;
		}
		if (backlog == 0) {
			this.teller.tellUpToDate(now);
		}
	}

	private void rank(Instant now, long backlog) {
		this.articles.refresh(now);
		this.boards.tellChanged(now, (list, best) -> this.teller.tell(list, best, backlog, this.urgent, now));
		this.teller.tellGone(this.boards.gone(), now);
	}

}
