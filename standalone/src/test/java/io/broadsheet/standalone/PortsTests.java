package io.broadsheet.standalone;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.Map;

import org.junit.jupiter.api.Test;
import picocli.CommandLine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Which ports are taken, and what is said of them.
 */
class PortsTests {

	@Test
	void theOffsetMovesAllPorts() {
		Ports ports = parse("--port-offset", "100", "--catalog-port", "4000");
		assertThat(ports.of(Service.GATEWAY)).isEqualTo(8180);
		assertThat(ports.of(Service.CATALOG)).isEqualTo(4100);
		assertThat(ports.managementOf(Service.TRENDING)).isEqualTo(9183);
	}

	@Test
	void aTakenPortIsNamedWithTheOptionThatMovesIt() throws Exception {
		try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			Ports ports = parse("--port-offset", "20100", "--kafka-port", String.valueOf(taken.getLocalPort() - 20100));
			assertThatExceptionOfType(StartFailure.class).isThrownBy(() -> ports.check(settings(ports)))
				.withMessageContaining(String.valueOf(taken.getLocalPort()))
				.withMessageContaining("--kafka-port");
		}
	}

	@Test
	void onePortCanNotBeTwo() {
		Ports ports = parse("--gateway-port", "20123", "--ingest-port", "20123");
		assertThatExceptionOfType(StartFailure.class).isThrownBy(() -> ports.check(settings(ports)))
			.withMessageContaining("--gateway-port")
			.withMessageContaining("--ingest-port");
	}

	@Test
	void theSecondInstanceHasPortsOfItsOwn() {
		Ports ports = parse("--port-offset", "100");
		assertThat(ports.of(Service.TRENDING, 2)).isEqualTo(8203);
		assertThat(ports.managementOf(Service.TRENDING, 2)).isEqualTo(9203);
	}

	@Test
	void thePortsOfFurtherInstancesAreLookedAtToo() {
		Ports ports = parse("--trending-port", "20103", "--gateway-port", "20123");
		assertThatExceptionOfType(StartFailure.class).isThrownBy(() -> ports.check(settings(ports)))
			.withMessageContaining("Port 20123")
			.withMessageContaining("--gateway-port")
			.withMessageContaining("--trending-port");
	}

	@Test
	void aNumberThatIsNoPortIsNamed() {
		Ports ports = parse("--port-offset", "60000");
		assertThatExceptionOfType(StartFailure.class).isThrownBy(() -> ports.check(settings(ports)))
			.withMessage("--gateway-port: 68080 is not a port");
	}

	private static Settings settings(Ports ports) {
		return new Settings(Path.of(""), Path.of(""), ports, Scale.of(Map.of("trending", 2)), null, null, null,
				ZoneOffset.UTC);
	}

	private static Ports parse(String... options) {
		Ports ports = new Ports();
		new CommandLine(CommandLine.Model.CommandSpec.create()
			.addMixin("ports", CommandLine.Model.CommandSpec.forAnnotatedObject(ports))).parseArgs(options);
		return ports;
	}

}
