package dev.ringwatch.app.signin;

import dev.ringwatch.app.audit.Audit;
import dev.ringwatch.app.audit.AuditAction;
import dev.ringwatch.app.audit.Who;
import dev.ringwatch.postgres.Operators;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.springframework.security.crypto.encrypt.BytesEncryptor;

/** The second factors of operators. Safe for threads. */
final class SecondFactors {

  private static final int SECRET_BYTES = 20;

  private final Operators operators;
  private final BytesEncryptor encryptor;
  private final InstantSource clock;
  private final Audit audit;
  private final SecureRandom random = new SecureRandom();

  SecondFactors(Operators operators, BytesEncryptor encryptor, InstantSource clock, Audit audit) {
    this.operators = operators;
    this.encryptor = encryptor;
    this.clock = clock;
    this.audit = audit;
  }

  /** A secret for somebody who has none. */
  byte[] propose() {
    byte[] secret = new byte[SECRET_BYTES];
    random.nextBytes(secret);
    return secret;
  }

  /** Whether an operator has one. */
  boolean has(long operator) throws SQLException {
    return operators.secondFactor(operator).isPresent();
  }

  /**
   * Makes a proposed secret an operator's own, if the code is of it and there was none before; that
   * is recorded.
   *
   * @throws dev.ringwatch.postgres.audit.AuditUnavailableException if it could not be recorded
   */
  boolean takeUp(Who who, long operator, byte[] proposed, String code) throws SQLException {
    OptionalLong step = Totp.stepOf(proposed, code, clock.instant());
    if (step.isEmpty()) {
      return false;
    }
    byte[] secret = encryptor.encrypt(proposed);
    return audit.change(
        who,
        AuditAction.OPERATOR_SECOND_FACTOR,
        Long.toString(operator),
        Map.of(),
        connection -> operators.on(connection).setSecondFactor(operator, secret, step.getAsLong()));
  }

  /**
   * Whether a code is of an operator's secret, and was not shown before.
   *
   * @throws IllegalStateException if the secret cannot be decrypted: the key is another one
   */
  boolean verify(long operator, String code) throws SQLException {
    Optional<byte[]> encrypted = operators.secondFactor(operator);
    if (encrypted.isEmpty()) {
      return false;
    }
    OptionalLong step = Totp.stepOf(encryptor.decrypt(encrypted.get()), code, clock.instant());
    return step.isPresent() && operators.useStep(operator, step.getAsLong());
  }
}
