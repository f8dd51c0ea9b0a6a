# For tests/run and tests/more: stages with their budgets in seconds, and Debian's packages.

stage_name='' stage_budget=0 stage_began=0 late=()

stage() { # name, budget
  end_stage
  stage_name=$1 stage_budget=$2 stage_began=$SECONDS
  printf '\n== %s\n' "$stage_name"
}

end_stage() {
  [ -n "$stage_name" ] || return 0
  local took=$((SECONDS - stage_began))
  printf -- '-- %s s of %s: %s\n' "$took" "$stage_budget" "$stage_name"
  [ "$took" -le "$stage_budget" ] || late+=("$stage_name: $took s instead of $stage_budget")
  stage_name=''
}

finish() { # budget of all together
  end_stage
  printf '\n'
  [ "$SECONDS" -le "$1" ] || late+=("all together: $SECONDS s instead of $1")
  for line in "${late[@]}"; do printf 'tests: late: %s\n' "$line" >&2; done
  printf '== all passed in %s s\n' "$SECONDS"
}

# Adds what of these packages is not there to `missing`, and installs all of that.
install_missing() { # packages
  local package sudo=''
  for package in "$@"; do
    dpkg-query -W -f '${Status}' "$package" 2>/dev/null | grep -q 'install ok installed' || missing+=("$package")
  done
  [ ${#missing[@]} -gt 0 ] || return 0
  stage "installing ${missing[*]}" 90
  [ "$(id -u)" = 0 ] || sudo=sudo
  $sudo apt-get update -q
  DEBIAN_FRONTEND=noninteractive $sudo apt-get install -y -q --no-install-recommends "${missing[@]}"
}
