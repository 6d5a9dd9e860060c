package io.broadsheet.catalog;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;

import io.broadsheet.catalog.deadletter.ResubmissionCommand;
import io.broadsheet.catalog.entry.EntryDocuments;
import io.broadsheet.events.EventType;
import io.broadsheet.events.GoldenSample;
import io.broadsheet.events.Topic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.kafka.test.condition.EmbeddedKafkaCondition;
import org.springframework.kafka.test.context.EmbeddedKafka;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What {@code --resubmit} does with dead letters, beside a service that runs.
 */
@EmbeddedKafka(partitions = Topic.PARTITIONS,
		brokerProperties = { "transaction.state.log.replication.factor=1", "transaction.state.log.min.isr=1" })
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@ExtendWith(OutputCaptureExtension.class)
class ResubmissionIT {

	private static final byte[] NO_TEXT = { (byte) 0xff, 0 };

	private final TestMongo mongo = new TestMongo();

	private TestLog log;

	private RunningCatalog catalog;

	private String id;

	/** Stands in the reason of a test's letters, so that they are told from others. */
	private String mark;

	@BeforeAll
	void start() throws Exception {
		this.log = new TestLog(brokers());
		this.catalog = new RunningCatalog(brokers(), this.mongo.uri()).awaitReady();
	}

	@AfterAll
	void stop() {
		this.catalog.close();
		this.log.close();
		this.mongo.close();
	}

	@BeforeEach
	void begin() {
		this.id = UUID.randomUUID().toString();
		this.mark = "mark-" + UUID.randomUUID();
	}

	@Test
	void whatCanBeReadByNowIsAppliedAndToldWhileNothingIsWrittenToTheLog(CapturedOutput output) {
		publishUnread(1);
		String before = onTheLog();
		assertThat(resubmit(output)).containsExactly(line("applied", 0),
				"1 dead letters: 1 applied, 0 settled, 0 unreadable, 0 unusable");
		this.catalog.get("/api/v1/articles/" + this.id).expectBody().jsonPath("$.revision").isEqualTo(1);
		assertThat(this.log.all(Topic.ARTICLE_RECEIPTS, this.id)).hasSize(2);
		assertThat(onTheLog()).isEqualTo(before);
		assertThat(resubmit(output)).containsExactly(line("settled", 0),
				"1 dead letters: 0 applied, 1 settled, 0 unreadable, 0 unusable");
	}

	@Test
	void theLogHasTheLastWordOnAnArticleNotTheLetter(CapturedOutput output) {
		publishUnread(2);
		letter(0);
		assertThat(resubmit(output)).startsWith(line("applied", 0));
		this.catalog.get("/api/v1/articles/" + this.id).expectBody().jsonPath("$.revision").isEqualTo(2);
	}

	@Test
	void anOldRevisionDoesNotReplaceALaterOne(CapturedOutput output) {
		this.log.tell(Articles.published(this.id), Articles.revised(this.id, 2, "city"));
		this.catalog.awaitArticle(this.id, 2);
		letter(0);
		assertThat(resubmit(output)).startsWith(line("settled", 0));
		this.catalog.get("/api/v1/articles/" + this.id).expectBody().jsonPath("$.revision").isEqualTo(2);
	}

	@Test
	void aPurgedArticleStaysPurged(CapturedOutput output) {
		this.log.tell(Articles.published(this.id));
		this.catalog.awaitArticle(this.id, 1);
		letter(0);
		this.log.purge(this.id);
		RunningCatalog.eventually(() -> this.catalog.get("/api/v1/articles/" + this.id).expectStatus().isNotFound());
		assertThat(resubmit(output)).startsWith(line("settled", 0));
		this.catalog.get("/api/v1/articles/" + this.id).expectStatus().isNotFound();
	}

	@Test
	void whatStillCantBeReadIsNamedAndStaysWhereItIs(CapturedOutput output) {
		GoldenSample sample = GoldenSample.of(EventType.ARTICLE_PUBLISHED);
		var unknown = new RecordHeaders(sample.recordHeaders());
		unknown.remove("ce_type").add("ce_type", TestLog.bytes("io.broadsheet.article." + this.mark + ".v9"));
		this.log.write(List.of(this.log.record(null, TestLog.bytes(this.id), sample.recordValue(), unknown),
				this.log.record(0, NO_TEXT, TestLog.bytes("{"), new RecordHeaders())));
		RunningCatalog.eventually(() -> assertThat(this.log.all(Topic.ARTICLES_DLT)).anyMatch(this::isMine)
			.anyMatch((letter) -> Arrays.equals(letter.key(), NO_TEXT)));
		int letters = this.log.all(Topic.ARTICLES_DLT).size();
		List<String> lines = run(output, "--resubmit=articles-dlt");
		assertThat(lines).anyMatch((line) -> line.startsWith("unreadable\t") && line.contains(this.id))
			.anyMatch((line) -> line.startsWith("unusable\t0\t"));
		assertThat(this.log.all(Topic.ARTICLES_DLT)).hasSize(letters);
		this.catalog.get("/api/v1/articles/" + this.id).expectStatus().isNotFound();
	}

	@Test
	void anUnreadableRecordIsOfNoMatterAfterALaterRevision(CapturedOutput output) {
		this.log.write(List.of(this.log.record(null, TestLog.bytes(this.id), TestLog.bytes("{"), new RecordHeaders()),
				this.log.record(Articles.revised(this.id, 2, "city"))));
		this.catalog.awaitArticle(this.id, 2);
		letter(0);
		assertThat(resubmit(output)).startsWith(line("settled", 0));
	}

	@Test
	void aDryRunSaysWhatWouldBeAppliedAndAppliesNothing(CapturedOutput output) {
		publishUnread(1);
		assertThat(resubmit(output, "--dry-run")).containsExactly(line("applied", 0),
				"1 dead letters: 1 applied, 0 settled, 0 unreadable, 0 unusable; nothing was changed");
		this.catalog.get("/api/v1/articles/" + this.id).expectStatus().isNotFound();
		assertThat(this.log.all(Topic.ARTICLE_RECEIPTS, this.id)).hasSize(1);
	}

	@Test
	void aLettersReasonCantCommandATerminal(CapturedOutput output) {
		publishUnread(1);
		this.mark = "\u001b[2J" + this.mark;
		letter(0);
		this.mark = this.mark.substring("\u001b[2J".length());
		assertThat(resubmit(output)).hasSize(3).anyMatch((line) -> line.endsWith("\t?[2J" + this.mark));
	}

	@Test
	void aLetterOfAPartitionThatIsNotThereHoldsNothingUp(CapturedOutput output) {
		publishUnread(1);
		ConsumerRecord<byte[], byte[]> record = record(0);
		this.log.write(List.of(letter(record, 99, record.offset())));
		assertThat(resubmit(output)).contains(line("applied", 0))
			.endsWith("2 dead letters: 1 applied, 0 settled, 0 unreadable, 1 unusable");
	}

	@Test
	void theServicesJarRunsTheCommandAndEnds() throws Exception {
		publishUnread(1);
		Process process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-jar",
				"target/catalog-service.jar", "--spring.kafka.bootstrap-servers=" + brokers(),
				"--spring.mongodb.uri=" + this.mongo.uri(), "--resubmit=articles-dlt", "--reason=" + this.mark)
			.redirectErrorStream(true)
			.start();
		String printed = TestLog.text(process.getInputStream().readAllBytes());
		assertThat(process.waitFor()).as(printed).isZero();
		assertThat(printed.lines()).containsSubsequence(line("applied", 0),
				"1 dead letters: 1 applied, 0 settled, 0 unreadable, 0 unusable");
		this.catalog.get("/api/v1/articles/" + this.id).expectStatus().isOk();
	}

	@Test
	void brokersThatAreAwayAreSaidToBe(CapturedOutput output) {
		assertThat(ResubmissionCommand.run("--resubmit=articles-dlt", "--spring.kafka.bootstrap-servers=localhost:1",
				"--spring.mongodb.uri=" + this.mongo.uri(),
				"--spring.kafka.consumer.properties.default.api.timeout.ms=2000"))
			.isEqualTo(1);
		assertThat(output.getErr()).contains("The command can be run again");
	}

	@Test
	void otherTopicsAreRefusedWithTheReason(CapturedOutput output) {
		assertThat(command("--resubmit=article-commands-dlt")).isEqualTo(2);
		assertThat(command("--resubmit")).isEqualTo(2);
		assertThat(output.getErr()).contains("--resubmit takes articles-dlt alone", "--resubmit needs one value");
	}

	/**
	 * As an earlier version would have left it that could not read the last of the
	 * article's records.
	 */
	private void publishUnread(int revisions) {
		this.log.tell(Articles.published(this.id));
		for (int revision = 2; revision <= revisions; revision++) {
			this.log.tell(Articles.revised(this.id, revision, "city"));
		}
		this.catalog.awaitArticle(this.id, revisions);
		RunningCatalog.eventually(() -> assertThat(this.log.all(Topic.ARTICLE_RECEIPTS, this.id)).isNotEmpty());
		this.mongo.template().remove(Query.query(Criteria.where("_id").is(this.id)), EntryDocuments.COLLECTION).block();
		letter(0);
	}

	private void letter(int index) {
		ConsumerRecord<byte[], byte[]> record = record(index);
		this.log.write(List.of(letter(record, record.partition(), record.offset())));
	}

	private ProducerRecord<byte[], byte[]> letter(ConsumerRecord<byte[], byte[]> record, int partition, long offset) {
		var headers = new RecordHeaders(record.headers().toArray());
		headers.add("kafka_dlt-original-topic", TestLog.bytes(record.topic()));
		headers.add("kafka_dlt-original-partition", ByteBuffer.allocate(Integer.BYTES).putInt(partition).array());
		headers.add("kafka_dlt-original-offset", ByteBuffer.allocate(Long.BYTES).putLong(offset).array());
		headers.add("kafka_dlt-exception-message", TestLog.bytes(this.mark));
		return new ProducerRecord<>(Topic.ARTICLES_DLT.topicName(), null, record.key(), record.value(), headers);
	}

	private ConsumerRecord<byte[], byte[]> record(int index) {
		return this.log.all(Topic.ARTICLES, this.id).get(index);
	}

	private String line(String result, int index) {
		ConsumerRecord<byte[], byte[]> record = record(index);
		return String.join("\t", result, String.valueOf(record.partition()), String.valueOf(record.offset()), this.id,
				this.mark);
	}

	private boolean isMine(ConsumerRecord<byte[], byte[]> letter) {
		return Arrays.equals(letter.key(), TestLog.bytes(this.id));
	}

	private String onTheLog() {
		return this.log.all(Topic.ARTICLES)
			.stream()
			.map((record) -> record.partition() + "/" + record.offset())
			.toList()
			.toString();
	}

	private List<String> resubmit(CapturedOutput output, String... options) {
		List<String> all = new ArrayList<>(List.of("--resubmit=articles-dlt", "--reason=" + this.mark));
		all.addAll(Arrays.asList(options));
		return run(output, all.toArray(String[]::new));
	}

	/** What the command prints, without the log of the service beside it. */
	private List<String> run(CapturedOutput output, String... options) {
		int before = output.getOut().length();
		assertThat(command(options)).isZero();
		return output.getOut()
			.substring(before)
			.lines()
			.filter((line) -> line.matches("(applied|settled|unreadable|unusable)\t.*|[0-9]+ dead letters: .*"))
			.toList();
	}

	private int command(String... options) {
		List<String> all = new ArrayList<>(List.of("--spring.kafka.bootstrap-servers=" + brokers(),
				"--spring.mongodb.uri=" + this.mongo.uri(), "--spring.jmx.enabled=false"));
		all.addAll(Arrays.asList(options));
		return ResubmissionCommand.run(all.toArray(String[]::new));
	}

	private static String brokers() {
		return EmbeddedKafkaCondition.getBroker().getBrokersAsString();
	}

}
