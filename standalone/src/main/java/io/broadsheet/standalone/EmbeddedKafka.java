package io.broadsheet.standalone;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;

import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.jspecify.annotations.Nullable;

/**
 * A real Kafka broker, and controller, inside this process. Its log is kept on disk.
 */
final class EmbeddedKafka implements Part {

	private static final int NODE_ID = 1;

	private static final String CONTROLLER = "CONTROLLER";

	private final int port;

	private final Path directory;

	private @Nullable KafkaRaftServer server;

	EmbeddedKafka(int port, Path directory) {
		this.port = port;
		this.directory = directory;
	}

	@Override
	public String name() {
		return "kafka";
	}

	@Override
	public String address() {
		return "127.0.0.1:" + this.port;
	}

	@Override
	public void start() throws Exception {
		if (!Files.exists(this.directory.resolve("meta.properties"))) {
			format();
		}
		KafkaRaftServer started = new KafkaRaftServer(KafkaConfig.fromProps(properties()), Time.SYSTEM);
		this.server = started;
		started.startup();
	}

	@Override
	public void stop() {
		if (this.server != null) {
			this.server.shutdown();
			this.server.awaitShutdown();
		}
	}

	private void format() throws Exception {
		Files.createDirectories(this.directory);
		new Formatter().setPrintStream(new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8))
			.setNodeId(NODE_ID)
			.setClusterId(Uuid.randomUuid().toString())
			.setControllerListenerName(CONTROLLER)
			.setDirectories(List.of(this.directory.toString()))
			.setMetadataLogDirectory(this.directory.toString())
			.run();
	}

	private Properties properties() throws IOException {
		int controllerPort = freePort();
		Properties properties = new Properties();
		properties.putAll(Map.of("process.roles", "broker,controller", "node.id", String.valueOf(NODE_ID), //
				"listeners", "PLAINTEXT://" + address() + "," + CONTROLLER + "://127.0.0.1:" + controllerPort,
				"advertised.listeners", "PLAINTEXT://" + address(), //
				"controller.listener.names", CONTROLLER, //
				"controller.quorum.voters", NODE_ID + "@127.0.0.1:" + controllerPort, //
				"log.dirs", this.directory.toString(), //
				"auto.create.topics.enable", "false", //
				"group.initial.rebalance.delay.ms", "0"));
		singleReplicas(properties);
		smallBuffers(properties);
		return properties;
	}

	private static void singleReplicas(Properties properties) {
		properties.putAll(Map.of("offsets.topic.replication.factor", "1", "offsets.topic.num.partitions", "6",
				"transaction.state.log.replication.factor", "1", "transaction.state.log.min.isr", "1",
				"transaction.state.log.num.partitions", "6", "share.coordinator.state.topic.replication.factor", "1",
				"share.coordinator.state.topic.min.isr", "1"));
	}

	private static void smallBuffers(Properties properties) {
		properties.putAll(Map.of("log.cleaner.dedupe.buffer.size", "16777216", "num.network.threads", "2",
				"num.io.threads", "4", "log.segment.bytes", "134217728",
				"metadata.log.max.record.bytes.between.snapshots", "2097152"));
	}

	private static int freePort() throws IOException {
		try (ServerSocket socket = new ServerSocket(0)) {
			return socket.getLocalPort();
		}
	}

}
