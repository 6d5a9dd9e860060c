package io.broadsheet.catalog.collection.projection;

import java.time.ZoneId;
import java.util.List;
import java.util.Map;

import io.broadsheet.catalog.Collections;
import io.broadsheet.catalog.TestMongo;
import io.broadsheet.catalog.collection.CollectionDocuments;
import io.broadsheet.events.CollectionChanged;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Writing collections to a database.
 */
class StoredCollectionsIT {

	private static final String LOG = "this-log";

	private final TestMongo mongo = new TestMongo();

	private final CollectionDocuments documents = new CollectionDocuments(ZoneId.of("Asia/Ho_Chi_Minh"));

	private final StoredCollections collections = new StoredCollections(this.mongo.template(), this.documents);

	@AfterEach
	void drop() {
		this.mongo.close();
	}

	@Test
	void onlyALaterRecordOfTheSameLogReplacesOne() {
		this.collections.write(LOG, List.of(put("tet", 5, "Five")));
		this.collections.write(LOG, List.of(put("tet", 4, "Four"), put("cup", 1, "One"), put("tet", 5, "Again")));
		assertThat(titles()).isEqualTo(Map.of("tet", "Five", "cup", "One"));
		this.collections.write(LOG, List.of(put("tet", 6, "Six")));
		assertThat(titles()).containsEntry("tet", "Six");
	}

	@Test
	void aRecordOfAnotherLogReplacesAny() {
		this.collections.write("that-log", List.of(put("tet", 900, "Old")));
		this.collections.write(LOG, List.of(put("tet", 0, "New")));
		assertThat(titles()).isEqualTo(Map.of("tet", "New"));
		assertThat(this.collections.places()).containsExactly(new StoredPlace("tet", LOG, 2, 0));
	}

	@Test
	void aDeletedCollectionDoesNotComeBackByAnOlderRecord() {
		this.collections.write(LOG, List.of(put("tet", 5, "Five")));
		this.collections.write(LOG, List.of(new CollectionWrite.Put(new CollectionStanding("tet", 2, 6, null))));
		this.collections.write(LOG, List.of(put("tet", 5, "Five")));
		Document stored = stored("tet");
		assertThat(stored.getBoolean("deleted")).isTrue();
		assertThat(stored.keySet()).containsExactlyInAnyOrder("_id", "log", "partition", "offset", "deleted");
		assertThat(this.collections.places()).containsExactly(new StoredPlace("tet", LOG, 2, 6));
	}

	@Test
	void whatTheLogForgotIsDroppedUnlessItWasWrittenAgain() {
		this.collections.write(LOG, List.of(put("tet", 5, "Five"), put("cup", 3, "Three")));
		this.collections.write(LOG, List.of(new CollectionWrite.Drop(new StoredPlace("tet", LOG, 2, 4)),
				new CollectionWrite.Drop(new StoredPlace("cup", LOG, 2, 3))));
		assertThat(titles()).isEqualTo(Map.of("tet", "Five"));
	}

	@Test
	void aCollectionIsReadAsItWasWritten() {
		CollectionChanged collection = Collections.collection("tet", Collections.START, Collections.END,
				List.of("b", "a"), "tet");
		this.collections.write(LOG, List.of(new CollectionWrite.Put(new CollectionStanding("tet", 2, 0, collection))));
		assertThat(this.documents.read(stored("tet"))).isEqualTo(collection);
	}

	@Test
	void howFarRecordsWerePutAsideIsKnownForEachPartitionOfALog() {
		assertThat(this.collections.putAside(LOG, 2)).isZero();
		this.collections.putAside(LOG, 2, 7);
		this.collections.putAside(LOG, 2, 9);
		assertThat(this.collections.putAside(LOG, 2)).isEqualTo(9);
		assertThat(this.collections.putAside(LOG, 3)).isZero();
		assertThat(this.collections.putAside("that-log", 2)).isZero();
	}

	@Test
	void theIndexesAreCreatedOnceAndAgain() {
		this.collections.ensureIndexes();
		this.collections.ensureIndexes();
		assertThat(this.mongo.template()
			.getCollection(CollectionDocuments.COLLECTION)
			.flatMapMany((all) -> all.listIndexes())
			.map((index) -> index.get("key", Document.class).keySet().toString())
			.collectList()
			.block()).contains("[deleted, endsAt]", "[deleted, startsAt]");
	}

	private Map<String, String> titles() {
		return this.mongo.template()
			.findAll(Document.class, CollectionDocuments.COLLECTION)
			.collectMap((found) -> found.getString("_id"), (found) -> found.getString("title"))
			.block();
	}

	private Document stored(String slug) {
		Document stored = this.mongo.template().findById(slug, Document.class, CollectionDocuments.COLLECTION).block();
		assertThat(stored).isNotNull();
		return stored;
	}

	private static CollectionWrite put(String slug, long offset, String title) {
		return new CollectionWrite.Put(new CollectionStanding(slug, 2, offset, Collections.always(slug, title)));
	}

}
