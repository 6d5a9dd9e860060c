package io.broadsheet.catalog.position;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;
import org.springframework.kafka.listener.MessageListenerContainer;

/**
 * Up once the entries have reached the end that the log had when this instance joined, as
 * long as it is followed at all.
 */
class ProjectionHealthIndicator extends AbstractHealthIndicator {

	private final CatchUp catchUp;

	private final ObjectProvider<MessageListenerContainer> containers;

	ProjectionHealthIndicator(CatchUp catchUp, ObjectProvider<MessageListenerContainer> containers) {
		this.catchUp = catchUp;
		this.containers = containers;
	}

	@Override
	protected void doHealthCheck(Health.Builder builder) {
		boolean running = this.containers.stream().allMatch(MessageListenerContainer::isInExpectedState);
		builder.status((running && this.catchUp.isDone()) ? Status.UP : Status.DOWN)
			.withDetail("partitions", this.catchUp.partitions().size())
			.withDetail("behind", this.catchUp.behind());
	}

}
