package dev.ringwatch;

import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import java.util.List;
import java.util.Set;

/** Which calls bring in a time or a chance that nobody passed in. */
final class UnrepeatableCalls {

  private UnrepeatableCalls() {}

  /** Whether a call asks a clock, or for something random without a seed. */
  static boolean contain(JavaAccess<?> access) {
    return isClock(access) || isUnseeded(access);
  }

  private static boolean isClock(JavaAccess<?> access) {
    String owner = access.getTargetOwner().getName();
    String name = access.getName();
    boolean javaTime = owner.startsWith("java.time.");
    return (owner.equals("java.lang.System")
            && Set.of("currentTimeMillis", "nanoTime").contains(name))
        || (owner.equals("java.time.Clock")
            && (name.startsWith("system") || name.startsWith("tick")))
        || (javaTime && name.equals("now") && !takes(access, "java.time.Clock"))
        || (owner.equals("java.util.Date") && isNew(access) && takesNothing(access))
        || (owner.equals("java.util.Calendar") && name.equals("getInstance"));
  }

  private static boolean isUnseeded(JavaAccess<?> access) {
    String owner = access.getTargetOwner().getName();
    String name = access.getName();
    return (Set.of("java.util.Random", "java.util.SplittableRandom").contains(owner)
            && isNew(access)
            && takesNothing(access))
        || Set.of("java.util.concurrent.ThreadLocalRandom", "java.security.SecureRandom")
            .contains(owner)
        || ((owner.equals("java.lang.Math") || owner.equals("java.lang.StrictMath"))
            && name.equals("random"))
        || (owner.equals("java.util.UUID") && name.equals("randomUUID"))
        || (owner.equals("java.util.Collections")
            && name.equals("shuffle")
            && parametersOf(access).size() == 1);
  }

  private static boolean isNew(JavaAccess<?> access) {
    return access.getName().equals("<init>");
  }

  private static boolean takesNothing(JavaAccess<?> access) {
    return parametersOf(access).isEmpty();
  }

  private static boolean takes(JavaAccess<?> access, String parameterType) {
    return parametersOf(access).contains(parameterType);
  }

  private static List<String> parametersOf(JavaAccess<?> access) {
    return access.getTarget() instanceof AccessTarget.CodeUnitAccessTarget target
        ? target.getRawParameterTypes().stream().map(JavaClass::getName).toList()
        : List.of();
  }
}
