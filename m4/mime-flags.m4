# mime-flags.m4 - what this project asks a compiler and a linker.

# MIME_C_FLAG(VARIABLE, FLAG)
# Append FLAG to VARIABLE if the C compiler takes it without a word.
AC_DEFUN([MIME_C_FLAG], [
  AS_VAR_PUSHDEF([cache], [mime_cv_c_flag_$2])
  AC_CACHE_CHECK([whether $CC takes $2], [cache], [
    mime_saved_CFLAGS=$CFLAGS
    CFLAGS="$CFLAGS -Werror $2"
    AC_COMPILE_IFELSE([AC_LANG_PROGRAM([], [])],
      [AS_VAR_SET([cache], [yes])], [AS_VAR_SET([cache], [no])])
    CFLAGS=$mime_saved_CFLAGS])
  AS_VAR_IF([cache], [yes], [AS_VAR_APPEND([$1], [" $2"])])
  AS_VAR_POPDEF([cache])])

# MIME_VERSION_SCRIPT
# Set the conditional HAVE_VERSION_SCRIPT.
AC_DEFUN([MIME_VERSION_SCRIPT], [
  AC_CACHE_CHECK([whether the linker takes a version script],
    [mime_cv_version_script], [
    mime_saved_LDFLAGS=$LDFLAGS
    echo 'MIME_1 { global: main; local: *; };' >conftest.map
    LDFLAGS="$LDFLAGS -Wl,--version-script=conftest.map"
    AC_LINK_IFELSE([AC_LANG_PROGRAM([], [])],
      [mime_cv_version_script=yes], [mime_cv_version_script=no])
    rm -f conftest.map
    LDFLAGS=$mime_saved_LDFLAGS])
  AM_CONDITIONAL([HAVE_VERSION_SCRIPT], [test "$mime_cv_version_script" = yes])])
