package io.broadsheet.trending.audience;

import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;

import io.broadsheet.events.ReactionKind;
import io.broadsheet.trending.panes.Window;
import org.apache.kafka.streams.processor.api.ProcessingContext;

/**
 * All observers of one task, told one after the other.
 */
public final class AudienceObservers implements AudienceObserver {

	private final List<AudienceObserver> observers;

	private AudienceObservers(List<AudienceObserver> observers) {
		this.observers = observers;
	}

	/**
	 * Creates the observers of one task.
	 * @param observations the features that observe
	 * @param context the task's
	 * @return the observers, as one
	 */
	public static AudienceObserver of(List<AudienceObservation> observations, ProcessingContext context) {
		return new AudienceObservers(
				observations.stream().map((observation) -> observation.observer(context)).toList());
	}

	@Override
	public void viewed(String articleId, String visitor, Instant at) {
		this.observers.forEach((observer) -> observer.viewed(articleId, visitor, at));
	}

	@Override
	public void filtered(String articleId, String reason) {
		this.observers.forEach((observer) -> observer.filtered(articleId, reason));
	}

	@Override
	public void reacted(String articleId, ReactionKind kind, int change) {
		this.observers.forEach((observer) -> observer.reacted(articleId, kind, change));
	}

	@Override
	public void shared(String articleId, String channel) {
		this.observers.forEach((observer) -> observer.shared(articleId, channel));
	}

	@Override
	public OptionalLong visitors(String articleId, Window window, Instant now) {
		for (AudienceObserver observer : this.observers) {
			OptionalLong visitors = observer.visitors(articleId, window, now);
			if (visitors.isPresent()) {
				return visitors;
			}
		}
		return OptionalLong.empty();
	}

	@Override
	public void beforeCommit() {
		this.observers.forEach(AudienceObserver::beforeCommit);
	}

	@Override
	public void forgotten(String articleId) {
		this.observers.forEach((observer) -> observer.forgotten(articleId));
	}

}
