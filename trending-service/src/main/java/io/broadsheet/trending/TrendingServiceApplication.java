package io.broadsheet.trending;

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
		SpringApplication application = new SpringApplication(TrendingServiceApplication.class);
		application.setDefaultProperties(Map.of("spring.config.name", "trending-service"));
		application.run(args);
	}

}
