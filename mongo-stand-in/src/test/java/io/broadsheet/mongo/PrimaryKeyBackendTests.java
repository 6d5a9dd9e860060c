package io.broadsheet.mongo;

import java.util.List;
import java.util.stream.IntStream;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.ReplaceOptions;
import com.mongodb.reactivestreams.client.MongoClient;
import com.mongodb.reactivestreams.client.MongoClients;
import com.mongodb.reactivestreams.client.MongoCollection;
import de.bwaldvogel.mongo.MongoBackend;
import de.bwaldvogel.mongo.MongoServer;
import de.bwaldvogel.mongo.backend.memory.MemoryBackend;
import org.bson.BsonDocument;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What is found by primary key, held against what looking at all documents finds.
 */
class PrimaryKeyBackendTests {

	@ParameterizedTest
	@ValueSource(strings = { "{_id: 'a3'}", "{_id: 'a3', kind: 1}", "{_id: 'a3', kind: 0}", "{kind: 1, _id: 'a3'}",
			"{_id: {$in: ['a1', 'a2', 'a3', 'no']}, kind: 1}", "{_id: {$in: []}, kind: 1}",
			"{_id: {$gt: 'a3'}, kind: 1}", "{_id: {$ne: 'a3'}, kind: 1}", "{_id: 'no', kind: 1}",
			"{_id: null, kind: 1}", "{$and: [{_id: 'a3'}, {n: {$gte: 3}}]}", "{_id: 'a3', n: {$gt: 3}}",
			"{_id: 'a3', $or: [{n: 3}, {n: 4}]}", "{kind: 1}", "{}" })
	void aQueryFindsWhatItFindsWithoutTheKey(String query) {
		Bson filter = BsonDocument.parse(query);
		assertThat(found(new PrimaryKeyBackend(), filter)).isEqualTo(found(new MemoryBackend(), filter));
	}

	@Test
	void aReplacementThatAsksForMoreThanTheKeyIsRefusedWhereTheRestIsNotSo() {
		MongoServer server = new MongoServer(new PrimaryKeyBackend());
		try (MongoClient client = MongoClients.create(server.bindAndGetConnectionString())) {
			MongoCollection<Document> articles = filled(client);
			Bson older = Filters.and(Filters.eq("_id", "a3"), Filters.lt("n", 3));
			assertThat(Mono.from(articles.replaceOne(older, new Document("n", 4))).block().getMatchedCount()).isZero();
			assertThat(Mono.from(articles.replaceOne(older, new Document("n", 4), new ReplaceOptions().upsert(true)))
				.map((result) -> "replaced")
				.onErrorReturn("refused")
				.block()).isEqualTo("refused");
		}
		finally {
			server.shutdownNow();
		}
	}

	private static List<Document> found(MongoBackend backend, Bson filter) {
		MongoServer server = new MongoServer(backend);
		try (MongoClient client = MongoClients.create(server.bindAndGetConnectionString())) {
			return Flux.from(filled(client).find(filter).sort(new Document("_id", 1))).collectList().block();
		}
		finally {
			server.shutdownNow();
		}
	}

	private static MongoCollection<Document> filled(MongoClient client) {
		MongoCollection<Document> articles = client.getDatabase("test").getCollection("articles");
		List<Document> documents = IntStream.range(0, 8)
			.mapToObj((i) -> new Document("_id", "a" + i).append("n", i).append("kind", i % 2))
			.toList();
		Mono.from(articles.insertMany(documents)).block();
		return articles;
	}

}
