package io.broadsheet.catalog.position;

import java.util.List;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;
import org.springframework.kafka.listener.MessageListenerContainer;

/**
 * Up once what is stored has reached the end that the log had when this instance joined,
 * as long as the log is followed at all.
 */
class ProjectionHealthIndicator extends AbstractHealthIndicator {

	private final ObjectProvider<ProjectionPositions> positions;

	private final ObjectProvider<MessageListenerContainer> containers;

	ProjectionHealthIndicator(ObjectProvider<ProjectionPositions> positions,
			ObjectProvider<MessageListenerContainer> containers) {
		this.positions = positions;
		this.containers = containers;
	}

	@Override
	protected void doHealthCheck(Health.Builder builder) {
		boolean running = this.containers.stream().allMatch(MessageListenerContainer::isInExpectedState);
		List<CatchUp> catchUps = this.positions.stream().map(ProjectionPositions::catchUp).toList();
		builder.status((running && catchUps.stream().allMatch(CatchUp::isDone)) ? Status.UP : Status.DOWN)
			.withDetail("partitions", catchUps.stream().mapToInt((each) -> each.partitions().size()).sum())
			.withDetail("behind", catchUps.stream().mapToLong(CatchUp::behind).sum());
	}

}
