package io.broadsheet.trending.audience;

import java.util.Set;

import org.apache.kafka.streams.processor.api.ProcessingContext;
import org.apache.kafka.streams.state.StoreBuilder;

/**
 * A feature that observes what readers do. Each bean of this type is plugged into the
 * counting: its stores are added to the topology beside those of the counting, and each
 * task gets an observer of its own.
 */
public interface AudienceObservation {

	/**
	 * The stores that its observers use.
	 * @return what creates them, with names that no other feature uses
	 */
	Set<StoreBuilder<?>> stores();

	/**
	 * Creates the observer of one task. Called when the task starts, and again after a
	 * crash, when the stores were restored.
	 * @param context gives the stores by name, the partition as
	 * {@code taskId().partition()}, and schedules punctuators
	 * @return the observer
	 */
	AudienceObserver observer(ProcessingContext context);

}
