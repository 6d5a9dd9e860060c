package io.broadsheet.catalog;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

import io.broadsheet.events.Topic;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * What happens when the brokers go away under the service and come back.
 */
@Timeout(180)
class BrokerOutageIT {

	private final TestMongo mongo = new TestMongo();

	private final Wire wire = this.mongo.wire();

	private RestartableBroker broker;

	private RunningCatalog catalog;

	@BeforeEach
	void start(@TempDir Path directory) throws Exception {
		this.broker = new RestartableBroker(directory);
		this.catalog = new RunningCatalog(this.broker.address(), this.mongo.uri(this.wire)).awaitReady();
	}

	@AfterEach
	void stop() {
		this.catalog.close();
		this.wire.close();
		this.mongo.close();
		this.broker.close();
	}

	@Test
	void readersAreServedWhileTheBrokersAreAwayAndTheProjectionGoesOnAfterwards() throws Exception {
		tell("before");
		this.catalog.awaitArticle("before", 1);
		this.broker.stop();
		RunningCatalog.eventually(() -> this.catalog.probe("/actuator/health/readiness")
			.expectStatus()
			.isEqualTo(503)
			.expectBody()
			.jsonPath("$.components.kafka.status")
			.isEqualTo("DOWN"));
		this.catalog.get("/api/v1/articles/before").expectStatus().isOk();
		this.broker.start();
		tell("after");
		this.catalog.awaitArticle("after", 1);
		this.catalog.awaitReady();
	}

	@Test
	void anArticleThatWasStoredWhenTheBrokersWentAwayGetsItsReceiptWhenTheyComeBack() throws Exception {
		this.wire.hold();
		tell("unacknowledged");
		RunningCatalog
			.eventually(() -> assertThat(this.catalog.metric("kafka_consumer_fetch_manager_records_consumed_total"))
				.isPositive());
		this.broker.stop();
		this.wire.release();
		this.catalog.awaitArticle("unacknowledged", 1);
		this.broker.start();
		try (TestLog log = new TestLog(this.broker.address())) {
			RunningCatalog.eventually(() -> assertThat(log.all(Topic.ARTICLE_RECEIPTS, "unacknowledged")).isNotEmpty());
			List<?> receipts = log.all(Topic.ARTICLE_RECEIPTS, "unacknowledged");
			await().during(Duration.ofSeconds(3))
				.atMost(RunningCatalog.PATIENCE)
				.until(() -> log.all(Topic.ARTICLE_RECEIPTS, "unacknowledged").size() == receipts.size());
		}
		this.catalog.awaitReady();
	}

	private void tell(String id) throws InterruptedException {
		try (TestLog log = new TestLog(this.broker.address())) {
			log.tell(Articles.published(id));
		}
	}

}
