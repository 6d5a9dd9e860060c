package io.broadsheet.ingest.scale;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import io.broadsheet.ingest.IngestServiceApplication;
import io.micrometer.core.instrument.MeterRegistry;
import org.apache.kafka.streams.KafkaStreams;

import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * An instance inside this process.
 */
final class ContextInstance implements Instance {

	private final ConfigurableApplicationContext context;

	private ContextInstance(ConfigurableApplicationContext context) {
		this.context = context;
	}

	static ContextInstance start(String brokers, String name, String... settings) {
		List<String> arguments = new ArrayList<>(Instance.settings(brokers, name));
		int port = freePort();
		arguments.addAll(List.of("--server.port=" + port, "--management.server.port=0",
				"--broadsheet.ledger.advertised-address=localhost:" + port));
		arguments.addAll(List.of(settings));
		return new ContextInstance(SpringApplication.from(IngestServiceApplication::main)
			.run(arguments.toArray(String[]::new))
			.getApplicationContext());
	}

	@Override
	public int port() {
		return this.context.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
	}

	@Override
	public int managementPort() {
		return this.context.getEnvironment().getRequiredProperty("local.management.port", Integer.class);
	}

	KafkaStreams streams() {
		return this.context.getBean(KafkaStreams.class);
	}

	/** The partitions whose articles this instance decides about. */
	Set<Integer> partitions() {
		return streams().metadataForLocalThreads()
			.stream()
			.flatMap((thread) -> thread.activeTasks().stream())
			.map((task) -> task.taskId().partition())
			.collect(Collectors.toSet());
	}

	/** How many records of the ledger's changelogs were read back by now. */
	double restored() {
		return this.context.getBean(MeterRegistry.class).get("broadsheet.ingest.ledger.restored").counter().count();
	}

	@Override
	public void close() {
		this.context.close();
	}

	/** The others are told of it before the server is there to choose one. */
	private static int freePort() {
		try (ServerSocket socket = new ServerSocket(0)) {
			return socket.getLocalPort();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
