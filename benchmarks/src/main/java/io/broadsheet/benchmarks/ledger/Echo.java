package io.broadsheet.benchmarks.ledger;

import java.io.IOException;
import java.time.Duration;
import java.util.Properties;

import io.broadsheet.events.broker.NativeCompression;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;
import org.jspecify.annotations.Nullable;

/**
 * The program that does the least that can be called a ledger: keeps each record in a
 * store and forwards it, exactly once, with the ledger's commit interval and compression,
 * and with LZ4 in machine code, as the ledger. Says that it runs, and ends with its
 * standard input.
 */
final class Echo {

	static final String IN = "echo-in";

	static final String OUT = "echo-out";

	private static final String STORE = "echo";

	private Echo() {
	}

	public static void main(String[] args) throws IOException {
		NativeCompression.load();
		try (KafkaStreams streams = new KafkaStreams(topology(), settings(args[0], args[1], Kind.valueOf(args[2])))) {
			streams.setStateListener((state, before) -> {
				if (state == KafkaStreams.State.RUNNING) {
					System.out.println(Child.READY);
				}
			});
			streams.start();
			System.in.read();
			streams.close(Duration.ofSeconds(10));
		}
		System.exit(0);
	}

	private static Topology topology() {
		return new Topology().addSource("in", Serdes.String().deserializer(), Serdes.ByteArray().deserializer(), IN)
			.addProcessor("echo", Keeper::new, "in")
			.addStateStore(Stores.keyValueStoreBuilder(Stores.persistentKeyValueStore(STORE), Serdes.String(),
					Serdes.ByteArray()), "echo")
			.addSink("out", OUT, Serdes.String().serializer(), Serdes.ByteArray().serializer(), "echo");
	}

	private static Properties settings(String brokers, String stateDir, Kind kind) {
		Properties settings = new Properties();
		settings.put(StreamsConfig.APPLICATION_ID_CONFIG, "echo");
		settings.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, brokers);
		settings.put(StreamsConfig.STATE_DIR_CONFIG, stateDir);
		settings.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
		settings.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, 50);
		settings.put(StreamsConfig.POLL_MS_CONFIG, 10);
		settings.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, kind.threads);
		settings.put(StreamsConfig.REPLICATION_FACTOR_CONFIG, 1);
		settings.put(StreamsConfig.producerPrefix("batch.size"), kind.batchBytes);
		settings.put(StreamsConfig.producerPrefix("compression.type"), "lz4");
		settings.put(StreamsConfig.producerPrefix("max.in.flight.requests.per.connection"), 1);
		return settings;
	}

	/** With how many threads it echoes, and in which batches what it echoes travels. */
	enum Kind {

		/** As Kafka has it. */
		BARE(1, 16 * 1024, 16 * 1024),

		/** As the ledger has it. */
		TUNED(2, 256 * 1024, 128 * 1024);

		/** Of its client's batches. */
		final int clientBatchBytes;

		private final int threads;

		private final int batchBytes;

		Kind(int threads, int batchBytes, int clientBatchBytes) {
			this.threads = threads;
			this.batchBytes = batchBytes;
			this.clientBatchBytes = clientBatchBytes;
		}

	}

	private static final class Keeper implements Processor<String, byte[], String, byte[]> {

		private @Nullable ProcessorContext<String, byte[]> context;

		@Override
		public void init(ProcessorContext<String, byte[]> context) {
			this.context = context;
		}

		@Override
		public void process(Record<String, byte[]> record) {
			if (this.context == null) {
				throw new IllegalStateException("The processor was not initialised");
			}
			KeyValueStore<String, byte[]> store = this.context.getStateStore(STORE);
			store.put(record.key(), record.value());
			this.context.forward(record);
		}

	}

}
