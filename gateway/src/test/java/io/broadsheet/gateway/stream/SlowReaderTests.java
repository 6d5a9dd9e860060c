package io.broadsheet.gateway.stream;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.broadsheet.events.ArticleApplied;
import io.broadsheet.events.EventCodec;
import io.broadsheet.events.Topic;
import io.micrometer.core.instrument.MeterRegistry;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * What becomes of a client that opens the stream over a real connection and stops to
 * read.
 */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
		useMainMethod = SpringBootTest.UseMainMethod.ALWAYS, properties = { "management.server.port=0",
				"spring.kafka.bootstrap-servers=127.0.0.1:1", "broadsheet.stream.backlog=200" })
class SlowReaderTests {

	private static final TopicPartition RECEIPTS = new TopicPartition(Topic.ARTICLE_RECEIPTS.topicName(), 0);

	/** So large that the buffers of the operating system are full some time. */
	private static final String NAME = "x".repeat(2000);

	private static final Pattern ARTICLE = Pattern.compile("^data:\\{\"id\":\"(\\d+)x");

	private static final String END = "the end";

	private static final int AT_A_TIME = 50;

	/** Some 400 MB, more than any buffers take. */
	private static final int MOST = 100_000;

	@LocalServerPort
	private int port;

	@Autowired
	private LiveStream stream;

	@Autowired
	private MeterRegistry metrics;

	private final Queue<String> heard = new ConcurrentLinkedQueue<>();

	@Test
	void whoStopsReadingIsCutOffAndWhoReadsDoesNotNotice() throws Exception {
		this.stream.begin(Map.of(RECEIPTS, 0L), Map.of(RECEIPTS, 0L));
		try (Socket slow = open(); Socket other = open()) {
			listen(other);
			await().until(() -> this.metrics.get("broadsheet.gateway.stream.open").gauge().value() == 2);
			int told = 0;
			while (dropped() == 0 && told < MOST) {
				for (int each = 0; each < AT_A_TIME; each++) {
					tell(told++);
				}
				int expected = told;
				await().atMost(Duration.ofSeconds(30)).until(() -> this.heard.size() == expected);
			}
			assertThat(dropped()).isEqualTo(1);
			await("the end of its connection").atMost(Duration.ofSeconds(30))
				.until(() -> this.metrics.get("broadsheet.gateway.stream.open").gauge().value() == 1);
			tell(told++);
			int all = told;
			await().atMost(Duration.ofSeconds(30)).until(() -> this.heard.size() == all);
			assertThat(this.heard).containsExactlyElementsOf(names(all));
			assertThat(eventsUpToTheEnd(slow)).isLessThan(all);
		}
	}

	private double dropped() {
		return this.metrics.get("broadsheet.gateway.stream.dropped").counter().count();
	}

	private static List<String> names(int number) {
		return IntStream.range(0, number).mapToObj(Integer::toString).toList();
	}

	private void tell(int number) {
		ArticleApplied applied = new ArticleApplied(number + NAME, 1, "catalog-service", "catalog-1",
				OffsetDateTime.parse("2026-03-01T10:00:00+07:00"), List.of(), "published");
		ProducerRecord<String, byte[]> written = new EventCodec("test").write(applied);
		this.stream
			.hear(new ConsumerRecord<>(RECEIPTS.topic(), RECEIPTS.partition(), number, 0, TimestampType.CREATE_TIME, 0,
					written.value().length, written.key(), written.value(), written.headers(), Optional.empty()));
	}

	private Socket open() throws IOException {
		Socket socket = new Socket();
		socket.setReceiveBufferSize(4096);
		socket.connect(new InetSocketAddress("127.0.0.1", this.port));
		socket.setSoTimeout(30_000);
		socket.getOutputStream()
			.write("GET /api/v1/stream?types=article HTTP/1.1\r\nHost: localhost\r\n\r\n"
				.getBytes(StandardCharsets.US_ASCII));
		return socket;
	}

	private void listen(Socket socket) throws IOException {
		BufferedReader lines = reader(socket);
		Thread thread = new Thread(() -> articles(lines).forEach(this.heard::add));
		thread.setDaemon(true);
		thread.start();
	}

	private static long eventsUpToTheEnd(Socket socket) throws IOException {
		return articles(reader(socket)).count();
	}

	private static BufferedReader reader(Socket socket) throws IOException {
		return new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
	}

	/** The numbers of the articles that are told, until the connection ends. */
	private static Stream<String> articles(BufferedReader lines) {
		return Stream.generate(() -> next(lines))
			.takeWhile((line) -> !line.equals(END))
			.map(ARTICLE::matcher)
			.filter(Matcher::find)
			.map((found) -> found.group(1));
	}

	private static String next(BufferedReader lines) {
		try {
			String line = lines.readLine();
			return (line != null) ? line : END;
		}
		catch (IOException ex) {
			return END;
		}
	}

}
