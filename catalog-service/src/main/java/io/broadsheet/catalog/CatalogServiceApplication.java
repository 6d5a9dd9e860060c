package io.broadsheet.catalog;

import java.util.Map;

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
	 * Starts the service.
	 * @param args options such as {@code --server.port=8082}
	 */
	public static void main(String[] args) {
		application().run(args);
	}

	static SpringApplication application() {
		SpringApplication application = new SpringApplication(CatalogServiceApplication.class);
		application.setDefaultProperties(Map.of("spring.config.name", "catalog-service"));
		return application;
	}

}
