package io.broadsheet.standalone;

import java.nio.file.Path;
import java.util.Map;

/**
 * One of the four services as a child process.
 *
 * @param name the service
 * @param jar its executable jar
 * @param port where it listens on the loopback interface
 * @param managementPort where its health and metrics are
 * @param heap the largest heap, as Java's -Xmx has it
 * @param javaOptions further options of Java, at least one
 * @param environment settings beyond those of every service
 */
record ServiceSpec(String name, Path jar, int port, int managementPort, String heap, String javaOptions,
		Map<String, String> environment) {

	ServiceSpec {
		environment = Map.copyOf(environment);
	}

}
