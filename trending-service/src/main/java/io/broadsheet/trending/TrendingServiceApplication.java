package io.broadsheet.trending;

import java.util.Locale;
import java.util.Map;

import io.broadsheet.events.broker.NativeCompression;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/**
 * The service that counts views and keeps the rankings.
 */
@SpringBootApplication
@ConfigurationPropertiesScan
public class TrendingServiceApplication {

	/**
	 * Starts the service.
	 * @param args Spring Boot's arguments
	 */
	public static void main(String[] args) {
		NativeCompression.load();
		writeNumbersAlike();
		SpringApplication application = new SpringApplication(TrendingServiceApplication.class);
		application.setDefaultProperties(Map.of("spring.config.name", "trending-service"));
		application.run(args);
	}

	/**
	 * Whatever language the machine speaks. Also, Kafka Streams puts numbers into a
	 * message for each record that it takes, and with any other locale Java looks up its
	 * digits each time.
	 */
	private static void writeNumbersAlike() {
		Locale.setDefault(Locale.Category.FORMAT, Locale.US);
	}

}
