package io.broadsheet.catalog;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

import com.mongodb.ConnectionString;
import com.mongodb.MongoClientSettings;
import com.mongodb.WriteConcern;
import com.mongodb.event.CommandListener;
import com.mongodb.event.CommandStartedEvent;
import com.mongodb.reactivestreams.client.MongoClient;
import com.mongodb.reactivestreams.client.MongoClients;
import io.broadsheet.catalog.entry.EntryDocuments;
import io.broadsheet.catalog.position.Switchover;
import io.broadsheet.catalog.projection.QuietProjection;
import io.broadsheet.events.EventCodec;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.record.TimestampType;
import org.bson.BsonDocument;
import org.bson.BsonString;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.springframework.data.mongodb.core.ReactiveMongoTemplate;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What is asked of MongoDB with each write.
 */
class DurableWritesIT {

	private final TestMongo mongo = new TestMongo();

	private final List<BsonDocument> commands = new CopyOnWriteArrayList<>();

	@AfterEach
	void drop() {
		this.mongo.close();
	}

	@Test
	void everyWriteIsOnTheMajorityWhateverTheAddressOfTheDatabaseSays() {
		String uri = this.mongo.uri();
		MongoClientSettings.Builder builder = MongoClientSettings.builder()
			.applyConnectionString(new ConnectionString(uri + (uri.contains("?") ? "&" : "?") + "w=1"));
		new CatalogConfiguration()
			.durableWritesAndShortWaits(new DatabaseSettings(Duration.ofSeconds(2), Duration.ofSeconds(10)))
			.customize(builder);
		MongoClientSettings settings = builder.addCommandListener(new CommandListener() {
			@Override
			public void commandStarted(CommandStartedEvent event) {
				DurableWritesIT.this.commands.add(event.getCommand().clone());
			}
		}).build();
		assertThat(settings.getWriteConcern()).isEqualTo(WriteConcern.MAJORITY);
		assertThat(settings.getRetryWrites()).isTrue();

		try (MongoClient client = MongoClients.create(settings)) {
			ReactiveMongoTemplate template = new ReactiveMongoTemplate(client, new ConnectionString(uri).getDatabase());
			new QuietProjection(template, new EntryDocuments(ZoneId.of("UTC")), "rebuilt").apply(batch());
			Switchover switchover = new Switchover(template);
			switchover.announce("rebuilt");
			assertThat(switchover.switchTo("rebuilt", "log", Map.of(new TopicPartition("articles", 0), 1L))).isTrue();
		}
		List<BsonDocument> writes = this.commands.stream()
			.filter((command) -> List.of("insert", "update", "delete", "renameCollection")
				.contains(command.getFirstKey()))
			.toList();
		assertThat(writes).extracting(BsonDocument::getFirstKey).contains("update", "delete", "renameCollection");
		assertThat(writes).allSatisfy((command) -> assertThat(command.getDocument("writeConcern").get("w"))
			.isEqualTo(new BsonString("majority")));
	}

	private static ConsumerRecords<byte[], byte[]> batch() {
		ProducerRecord<String, byte[]> event = new EventCodec("tests").write(Articles.published("a"));
		ConsumerRecord<byte[], byte[]> record = new ConsumerRecord<>("articles", 0, 0, 0, TimestampType.CREATE_TIME, 0,
				0, event.key().getBytes(StandardCharsets.UTF_8), event.value(), event.headers(), Optional.empty());
		return new ConsumerRecords<>(Map.of(new TopicPartition("articles", 0), List.of(record)), Map.of());
	}

}
