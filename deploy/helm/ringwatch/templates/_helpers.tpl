{{- define "ringwatch.name" -}}
{{- if contains .Chart.Name .Release.Name }}{{ .Release.Name | trunc 52 | trimSuffix "-" }}{{ else }}{{ printf "%s-%s" .Release.Name .Chart.Name | trunc 52 | trimSuffix "-" }}{{ end }}
{{- end }}

{{- define "ringwatch.selector" -}}
app.kubernetes.io/name: {{ .Chart.Name }}
app.kubernetes.io/instance: {{ .Release.Name }}
{{- end }}

{{- define "ringwatch.labels" -}}
{{ include "ringwatch.selector" . }}
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .Release.Service }}
helm.sh/chart: {{ printf "%s-%s" .Chart.Name .Chart.Version }}
{{- end }}

{{- define "ringwatch.image" -}}
{{ .Values.image.repository }}{{ if .Values.image.digest }}@{{ .Values.image.digest }}{{ else }}:{{ .Values.image.tag | default .Chart.AppVersion }}{{ end }}
{{- end }}

{{- /* Passwords that settings need, each in a secret of its own: where they lie in the pod, and the variable that says so. */ -}}
{{- define "ringwatch.passwords" -}}
{{- list
  (dict "name" "kafka" "secret" .Values.kafka.existingSecret "key" "kafka-password" "variable" "RINGWATCH_KAFKA_PASSWORD_FILE")
  (dict "name" "mail" "secret" .Values.mail.existingSecret "key" "smtp-password" "variable" "RINGWATCH_ALERTS_SMTP_PASSWORD_FILE")
  (dict "name" "sign-on" "secret" .Values.signOn.existingSecret "key" "client-secret" "variable" "RINGWATCH_OPERATORS_SIGN_ON_CLIENT_SECRET_FILE")
  | toJson }}
{{- end }}

{{- /* What cannot be right is said before anything is installed. */ -}}
{{- define "ringwatch.check" -}}
{{- if and .Values.database.url (not .Values.database.existingSecret) }}{{ fail "database.url needs database.existingSecret: a secret with the keys database-password and hunts-password" }}{{ end }}
{{- if and .Values.database.url .Values.networkPolicy.enabled (not .Values.networkPolicy.databaseTo) }}{{ fail "database.url needs networkPolicy.databaseTo, or the server cannot reach its database" }}{{ end }}
{{- if and .Values.serviceMonitor.enabled (not .Values.serviceMonitor.keySecret.name) }}{{ fail "serviceMonitor.enabled needs serviceMonitor.keySecret.name: a secret with a key of scope read" }}{{ end }}
{{- end }}
