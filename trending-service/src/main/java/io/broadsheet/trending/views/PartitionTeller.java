package io.broadsheet.trending.views;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;

import io.broadsheet.events.ArticleCard;
import io.broadsheet.trending.audience.AudienceObserver;
import io.broadsheet.trending.panes.Window;
import io.broadsheet.trending.ranking.Candidate;
import io.broadsheet.trending.ranking.ListId;
import io.broadsheet.trending.ranking.PartitionCard;
import io.broadsheet.trending.ranking.PartitionTelling;
import io.broadsheet.trending.ranking.PartitionTop;
import io.broadsheet.trending.ranking.Selection;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/**
 * Tells those who merge lists what stands in those of one partition: the places, and the
 * cards of the articles that stand there once and not with each place.
 */
final class PartitionTeller {

	private final ProcessorContext<String, PartitionTelling> context;

	private final AudienceObserver observer;

	/** The cards that those who merge lists have. */
	private final Map<String, ArticleCard> toldCards = new HashMap<>();

	/** What was told last of the lists that were told while there was a backlog. */
	private final Map<ListId, Selection> toldBehind = new HashMap<>();

	/**
	 * Tells nothing yet.
	 * @param context that of the partition's task
	 * @param observer may know how many visitors an article had
	 */
	PartitionTeller(ProcessorContext<String, PartitionTelling> context, AudienceObserver observer) {
		this.context = context;
		this.observer = observer;
	}

	/**
	 * Tells a list.
	 * @param list the list
	 * @param best what stands in it now
	 * @param backlog how far the partition's input is behind, in seconds
	 * @param urgent whether readers are to see it soon however far behind that is
	 * @param now when this is
	 */
	void tell(ListId list, Selection best, long backlog, boolean urgent, Instant now) {
		tellCards(best.places(), now);
		tellCards(best.further(), now);
		Window window = Window.named(list.window()).orElseThrow();
		Selection counted = best.withVisitors((candidate) -> visitors(candidate, window, now));
		tellCounted(list, counted, backlog, urgent, now);
		if (backlog > 0 && !urgent) {
			this.toldBehind.put(list, counted);
		}
		else {
			this.toldBehind.remove(list);
		}
	}

	private void tellCounted(ListId list, Selection counted, long backlog, boolean urgent, Instant now) {
		tell(list.key(), new PartitionTop(list, this.context.taskId().partition(), backlog, urgent, counted), now);
	}

	/**
	 * Tells that the backlog is over. Who merges lists keeps those back that are behind,
	 * and would wait for others that do not come.
	 * @param now when this is
	 */
	void tellUpToDate(Instant now) {
		this.toldBehind.forEach((list, counted) -> tellCounted(list, counted, 0, false, now));
		this.toldBehind.clear();
	}

	/**
	 * Tells that articles stand in no list any more.
	 * @param articleIds their ids
	 * @param now when this is
	 */
	void tellGone(Set<String> articleIds, Instant now) {
		for (String articleId : articleIds) {
			this.toldCards.remove(articleId);
			tell(articleId, new PartitionCard(articleId, null), now);
		}
	}

	/** Looked up only now, as most articles have no place in most lists. */
	private @Nullable Long visitors(Candidate candidate, Window window, Instant now) {
		OptionalLong visitors = this.observer.visitors(candidate.article().id(), window, now);
		return visitors.isPresent() ? (Long) Math.min(visitors.getAsLong(), candidate.views()) : null;
	}

	private void tellCards(List<Candidate> candidates, Instant now) {
		for (Candidate candidate : candidates) {
			ArticleCard card = candidate.article();
			if (this.toldCards.get(card.id()) != card) {
				this.toldCards.put(card.id(), card);
				tell(card.id(), new PartitionCard(card.id(), card), now);
			}
		}
	}

	private void tell(String key, PartitionTelling telling, Instant now) {
		this.context.forward(new Record<>(key, telling, now.toEpochMilli()));
	}

}
