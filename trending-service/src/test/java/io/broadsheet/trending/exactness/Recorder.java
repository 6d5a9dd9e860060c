package io.broadsheet.trending.exactness;

import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import io.broadsheet.events.ReactionKind;
import io.broadsheet.trending.audience.AudienceObservation;
import io.broadsheet.trending.audience.AudienceObserver;
import org.apache.kafka.streams.processor.api.ProcessingContext;
import org.apache.kafka.streams.state.StoreBuilder;

/**
 * Writes down what features that observe readers are told.
 */
public final class Recorder implements AudienceObservation, AudienceObserver {

	private final Map<String, Long> counts = new TreeMap<>();

	private final Map<String, Long> filtered = new TreeMap<>();

	/** How many views, reactions and shares count since ever, by article and kind. */
	public Map<String, Long> counts() {
		this.counts.values().removeIf((number) -> number == 0);
		return this.counts;
	}

	/** How often something did not count, by article and reason. */
	public Map<String, Long> filtered() {
		return this.filtered;
	}

	@Override
	public Set<StoreBuilder<?>> stores() {
		return Set.of();
	}

	@Override
	public AudienceObserver observer(ProcessingContext context) {
		return this;
	}

	@Override
	public void viewed(String articleId, String visitor, Instant at) {
		count(articleId, Fact.Kind.VIEW, 1);
	}

	@Override
	public void filtered(String articleId, String reason) {
		this.filtered.merge(articleId + " " + reason, 1L, Long::sum);
	}

	@Override
	public void reacted(String articleId, ReactionKind kind, int change) {
		count(articleId, Fact.Kind.REACTION, change);
	}

	@Override
	public void shared(String articleId, String channel) {
		count(articleId, Fact.Kind.SHARE, 1);
	}

	@Override
	public void forgotten(String articleId) {
		for (Fact.Kind kind : Fact.Kind.values()) {
			this.counts.remove(articleId + " " + kind);
		}
	}

	private void count(String articleId, Fact.Kind kind, long change) {
		this.counts.merge(articleId + " " + kind, change, Long::sum);
	}

}
