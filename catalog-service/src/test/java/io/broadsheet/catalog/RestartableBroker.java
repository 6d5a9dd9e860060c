package io.broadsheet.catalog;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;

import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;

/**
 * A broker that can go away and come back, with its log and its address.
 */
final class RestartableBroker implements AutoCloseable {

	private static final String CONTROLLER = "CONTROLLER";

	private final Path directory;

	private final int port = freePort();

	private final int controllerPort = freePort();

	private KafkaRaftServer server;

	RestartableBroker(Path directory) throws Exception {
		this.directory = directory;
		new Formatter().setPrintStream(new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8))
			.setNodeId(1)
			.setClusterId(Uuid.randomUuid().toString())
			.setControllerListenerName(CONTROLLER)
			.setDirectories(List.of(directory.toString()))
			.setMetadataLogDirectory(directory.toString())
			.run();
		start();
	}

	String address() {
		return "127.0.0.1:" + this.port;
	}

	void start() {
		this.server = new KafkaRaftServer(KafkaConfig.fromProps(properties()), Time.SYSTEM);
		this.server.startup();
	}

	void stop() {
		this.server.shutdown();
		this.server.awaitShutdown();
	}

	@Override
	public void close() {
		stop();
	}

	private Properties properties() {
		Properties properties = new Properties();
		String controller = "127.0.0.1:" + this.controllerPort;
		properties.putAll(Map.of("process.roles", "broker,controller", "node.id", "1", "listeners",
				"PLAINTEXT://" + address() + "," + CONTROLLER + "://" + controller, "advertised.listeners",
				"PLAINTEXT://" + address(), "controller.listener.names", CONTROLLER, "controller.quorum.voters",
				"1@" + controller, "log.dirs", this.directory.toString(), "auto.create.topics.enable", "false",
				"group.initial.rebalance.delay.ms", "0"));
		properties.putAll(Map.of("offsets.topic.replication.factor", "1", "offsets.topic.num.partitions", "1",
				"transaction.state.log.replication.factor", "1", "transaction.state.log.min.isr", "1",
				"transaction.state.log.num.partitions", "1", "log.cleaner.dedupe.buffer.size", "16777216",
				"share.coordinator.state.topic.replication.factor", "1", "share.coordinator.state.topic.min.isr", "1"));
		return properties;
	}

	private static int freePort() {
		try (ServerSocket socket = new ServerSocket(0)) {
			return socket.getLocalPort();
		}
		catch (IOException ex) {
			throw new IllegalStateException("No free port", ex);
		}
	}

}
