package dev.ringwatch;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaMember;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.JavaType;
import com.tngtech.archunit.core.domain.JavaTypeVariable;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** What types show in their signatures to other packages. */
final class Signatures {

  private Signatures() {}

  /** Whether other packages can name the type: it and all it is nested in are public. */
  static boolean isVisible(JavaClass type) {
    return type.getModifiers().contains(JavaModifier.PUBLIC)
        && type.getEnclosingClass().map(Signatures::isVisible).orElse(true);
  }

  /** Every wanted type, by name, that a type's own signature or one of its members shows. */
  static Stream<String> shown(JavaClass type, Predicate<String> wanted) {
    Stream<JavaType> ownTypes =
        Stream.of(
                type.getSuperclass().stream(),
                type.getInterfaces().stream(),
                boundsOf(type.getTypeParameters()))
            .flatMap(types -> types);
    Stream<String> own = showing(type.getName(), ownTypes, wanted);
    Stream<String> members =
        type.getMembers().stream()
            .filter(Signatures::isOffered)
            .flatMap(member -> showing(member.getFullName(), typesOf(member), wanted));
    return Stream.concat(own, members).distinct();
  }

  private static boolean isOffered(JavaMember member) {
    Set<JavaModifier> modifiers = member.getModifiers();
    return (modifiers.contains(JavaModifier.PUBLIC) || modifiers.contains(JavaModifier.PROTECTED))
        && !modifiers.contains(JavaModifier.SYNTHETIC);
  }

  private static Stream<? extends JavaType> typesOf(JavaMember member) {
    if (member instanceof JavaField field) {
      return Stream.of(field.getType());
    }
    JavaCodeUnit unit = (JavaCodeUnit) member;
    return Stream.of(
            Stream.of(unit.getReturnType()),
            unit.getParameterTypes().stream(),
            boundsOf(unit.getTypeParameters()),
            unit.getExceptionTypes().stream())
        .flatMap(types -> types);
  }

  private static Stream<JavaType> boundsOf(List<? extends JavaTypeVariable<?>> variables) {
    return variables.stream().flatMap(variable -> variable.getUpperBounds().stream());
  }

  private static Stream<String> showing(
      String where, Stream<? extends JavaType> types, Predicate<String> wanted) {
    return types
        .flatMap(type -> type.getAllInvolvedRawTypes().stream())
        .map(type -> type.getBaseComponentType().getName())
        .filter(wanted)
        .map(name -> where + " shows " + name);
  }
}
