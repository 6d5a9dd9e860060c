package io.broadsheet.standalone;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the embedded servers log: warnings, no more. Progress is told on the console.
 */
final class Logging {

	private Logging() {
	}

	static void configure() {
		LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
		context.getLogger(Logger.ROOT_LOGGER_NAME).setLevel(Level.ERROR);
	}

}
