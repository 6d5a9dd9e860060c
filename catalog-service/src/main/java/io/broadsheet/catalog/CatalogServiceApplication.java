package io.broadsheet.catalog;

import java.util.Map;

import io.broadsheet.catalog.deadletter.ResubmissionCommand;
import io.broadsheet.events.broker.NativeCompression;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/**
 * Starts the catalog service.
 */
@SpringBootApplication
@ConfigurationPropertiesScan
public class CatalogServiceApplication {

	/**
	 * Starts the service, or runs the command that is asked for.
	 * @param args options such as {@code --server.port=8082}
	 */
	public static void main(String[] args) {
		if (ResubmissionCommand.isMeant(args)) {
			System.exit(ResubmissionCommand.run(args));
		}
		NativeCompression.load();
		application().run(args);
	}

	static SpringApplication application() {
		SpringApplication application = new SpringApplication(CatalogServiceApplication.class);
		application.setDefaultProperties(Map.of("spring.config.name", "catalog-service"));
		return application;
	}

}
