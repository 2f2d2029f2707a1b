package dev.ringwatch.app.signin;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PasswordsTest {

  private final Passwords passwords = new Passwords();

  @Test
  void hashesByArgon2WithASaltOfItsOwn() {
    String hash = String.valueOf(passwords.encode("correct horse battery"));
    assertThat(hash).startsWith("$argon2id$v=19$m=19456,t=2,p=1$");
    assertThat(passwords.encode("correct horse battery")).isNotEqualTo(hash);
    assertThat(passwords.matches("correct horse battery", hash)).isTrue();
    assertThat(passwords.matches("correct horse batterz", hash)).isFalse();
    assertThat(passwords.matches("x".repeat(1_000_000), hash)).isFalse();
  }

  @Test
  void saysWhatIsWrongWithAPassword() {
    assertThat(Passwords.fault("correct horse battery", "ada")).isEmpty();
    assertThat(Passwords.fault("elevenchars", "ada")).isPresent();
    assertThat(Passwords.fault("x".repeat(201), "ada")).isPresent();
    assertThat(Passwords.fault("my name is Ada, hello", "ada")).isPresent();
    assertThat(Passwords.fault("aaaabbbbaaaabbbb", "ada")).isPresent();
  }
}
