package io.broadsheet.gateway;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/**
 * Starts the gateway.
 */
@SpringBootApplication
public class GatewayApplication {

	public static void main(String[] args) {
		System.setProperty("spring.config.name", "gateway");
		SpringApplication.run(GatewayApplication.class, args);
	}

}
