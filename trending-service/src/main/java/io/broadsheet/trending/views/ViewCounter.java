package io.broadsheet.trending.views;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

import io.broadsheet.events.ArticleEvent;
import io.broadsheet.events.ArticleViewed;
import io.broadsheet.trending.audience.AudienceObservation;
import io.broadsheet.trending.audience.AudienceObserver;
import io.broadsheet.trending.audience.AudienceObservers;
import io.broadsheet.trending.intake.Reading;
import io.broadsheet.trending.panes.Pane;
import io.broadsheet.trending.panes.Window;
import io.broadsheet.trending.ranking.PartitionTop;
import io.broadsheet.trending.ranking.RankingSettings;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.jspecify.annotations.Nullable;

/**
 * Counts the views of one partition's articles and tells which of them lead.
 */
final class ViewCounter extends ContextualProcessor<byte[], Reading, String, PartitionTop> {

	private final ViewSettings settings;

	private final RankingSettings ranking;

	private final ViewMetrics metrics;

	private final InputLag lag;

	private final Clock clock;

	private final List<AudienceObservation> observations;

	private AudienceObserver observer;

	private ReadArticles articles;

	private Visits visits;

	private WaitingViews waiting;

	private PartitionLists lists;

	private Instant rankedAt;

	private boolean changed;

	private boolean urgent;

	@SuppressWarnings("NullAway.Init")
	ViewCounter(ViewSettings settings, RankingSettings ranking, ViewMetrics metrics, InputLag lag, Clock clock,
			List<AudienceObservation> observations) {
		this.settings = settings;
		this.ranking = ranking;
		this.metrics = metrics;
		this.lag = lag;
		this.clock = clock;
		this.observations = observations;
	}

	/**
	 * Also called after a crash, when the stores were restored: nothing is kept but them.
	 */
	@Override
	public void init(ProcessorContext<String, PartitionTop> context) {
		super.init(context);
		this.articles = new ReadArticles(context.getStateStore(ViewCounting.ARTICLES),
				context.getStateStore(ViewCounting.PANES));
		this.visits = new Visits(context.getStateStore(ViewCounting.VISITS), this.settings.gap());
		this.waiting = new WaitingViews(context.getStateStore(ViewCounting.WAITING), this.settings.maxWaiting());
		this.lists = new PartitionLists(context.getStateStore(ViewCounting.LISTS));
		this.observer = AudienceObservers.of(this.observations, context);
		this.rankedAt = Instant.EPOCH;
		this.changed = true;
		this.urgent = false;
		context.schedule(this.ranking.tick(), PunctuationType.WALL_CLOCK_TIME, (time) -> tick());
	}

	@Override
	public void process(Record<byte[], Reading> record) {
		Reading reading = record.value();
		if (reading instanceof Reading.Forgotten forgotten) {
			this.urgent |= this.articles.forget(forgotten.articleId());
			this.observer.forgotten(forgotten.articleId());
		}
		else if (reading instanceof Reading.Told told && told.event() instanceof ArticleEvent event) {
			this.urgent |= this.articles.stands(event.articleId(), Standing.after(event));
			this.waiting.release(event.articleId()).forEach(this::judge);
		}
		else if (reading instanceof Reading.Told told && told.event() instanceof ArticleViewed view) {
			this.lag.viewWasRead(context().taskId().partition(), record.timestamp());
			judge(view);
		}
	}

	private void judge(ArticleViewed view) {
		Instant now = this.clock.instant();
		Instant at = view.at().toInstant();
		@Nullable Standing standing = this.articles.standing(view.articleId());
		if (at.isAfter(now.plus(this.settings.maxAhead()))) {
			filter(view.articleId(), ViewOutcome.IN_FUTURE);
		}
		else if (at.isBefore(now.minus(this.settings.maxAge()))) {
			filter(view.articleId(), ViewOutcome.TOO_OLD);
		}
		else if (standing == null) {
			letWait(view, now);
		}
		else if (standing.withdrawn()) {
			filter(view.articleId(), ViewOutcome.WITHDRAWN);
		}
		else if (!this.visits.isNew(view.articleId(), view.visitor(), at)) {
			filter(view.articleId(), ViewOutcome.DUPLICATE);
		}
		else {
			this.articles.count(view.articleId(), at);
			this.observer.viewed(view.articleId(), view.visitor(), at);
			this.metrics.count(ViewOutcome.COUNTED);
			this.changed = true;
		}
	}

	private void letWait(ArticleViewed view, Instant now) {
		long offset = context().recordMetadata().map(RecordMetadata::offset).orElseThrow();
		if (!this.waiting.add(offset, view, now)) {
			filter(view.articleId(), ViewOutcome.UNKNOWN_ARTICLE);
		}
	}

	private void filter(String articleId, ViewOutcome outcome) {
		this.metrics.count(outcome);
		this.observer.filtered(articleId, outcome.tag());
	}

	private void tick() {
		Instant now = this.clock.instant();
		this.waiting.giveUpBefore(now.minus(this.settings.patience()))
			.forEach((articleId) -> filter(articleId, ViewOutcome.UNKNOWN_ARTICLE));
		if (Pane.of(now) != Pane.of(this.rankedAt)) {
			this.articles.dropBefore(Window.DAY.firstPane(now));
			this.visits.forgetBefore(now.minus(this.settings.maxAge()));
			this.changed = true;
		}
		boolean due = Duration.between(this.rankedAt, now).abs().compareTo(this.ranking.interval()) >= 0;
		if (this.urgent || (this.changed && due)) {
			rank(now);
		}
	}

	private void rank(Instant now) {
		int partition = context().taskId().partition();
		this.rankedAt = now;
		this.changed = false;
		this.urgent = false;
		this.lists.tellChanged(this.articles, now, (list, best) -> {
			PartitionTop top = new PartitionTop(list, partition, this.lag.seconds(partition), best);
			context().forward(new Record<>(list.key(), top, now.toEpochMilli()));
		});
	}

}
