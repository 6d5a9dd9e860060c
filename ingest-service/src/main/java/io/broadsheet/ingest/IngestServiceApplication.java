package io.broadsheet.ingest;

import java.time.Clock;

import io.broadsheet.events.broker.NativeCompression;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.validation.autoconfigure.ValidationConfigurationCustomizer;
import org.springframework.context.annotation.Bean;

/**
 * Starts the ingest service.
 */
@SpringBootApplication
public class IngestServiceApplication {

	@Bean
	Clock clock() {
		return Clock.systemUTC();
	}

	/** "In the future" means: by our clock. */
	@Bean
	ValidationConfigurationCustomizer validationClock(Clock clock) {
		return (configuration) -> configuration.clockProvider(() -> clock);
	}

	public static void main(String[] args) {
		System.setProperty("spring.config.name", "ingest-service");
		NativeCompression.load();
		SpringApplication.run(IngestServiceApplication.class, args);
	}

}
