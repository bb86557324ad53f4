using System.Text.Json;
using Agent.ApiServer.Access;
using Agent.Kubernetes;
using Microsoft.AspNetCore.Http;

namespace Agent.ApiServer.Http;

/// <summary>
/// Writes who did what: for each request that has ended one line, an Event of audit.k8s.io/v1 of level Metadata and stage
/// ResponseComplete. Bodies are never in it.
/// </summary>
internal sealed class AuditLog(string file, TimeProvider time) : IDisposable
{
    private readonly Lock _lock = new();
    private readonly FileStream _file = new(file, FileMode.Append, FileAccess.Write, FileShare.Read);

    public void Write(HttpContext http, DateTimeOffset began)
    {
        var path = RequestPath.Parse(http.Request.Path.Value ?? "/");
        using var line = new MemoryStream();
        using (var json = new Utf8JsonWriter(line))
        {
            json.WriteStartObject();
            json.WriteString("kind", "Event");
            json.WriteString("apiVersion", "audit.k8s.io/v1");
            json.WriteString("level", "Metadata");
            json.WriteString("stage", "ResponseComplete");
            json.WriteString("requestURI", http.Request.Path + http.Request.QueryString);
            json.WriteString("verb", Verb(http, path));
            WriteUser(json, http.Items[typeof(UserInfo)] as UserInfo);
            json.WriteString("userAgent", http.Request.Headers.UserAgent.ToString());
            if (path?.Plural is not null)
            {
                WriteObject(json, path);
            }

            json.WriteStartObject("responseStatus");
            json.WriteNumber("code", http.Response.StatusCode);
            json.WriteEndObject();
            json.WriteString("requestReceivedTimestamp", KubernetesTime.FormatMicro(began));
            json.WriteString("stageTimestamp", KubernetesTime.FormatMicro(time.GetUtcNow()));
            json.WriteEndObject();
        }

        line.WriteByte((byte)'\n');
        lock (_lock)
        {
            _file.Write(line.GetBuffer().AsSpan(0, (int)line.Length));
            _file.Flush();
        }
    }

    public void Dispose() => _file.Dispose();

    private static string Verb(HttpContext http, RequestPath? path)
    {
        var isWatch = http.Request.Query["watch"].ToString() is "true" or "1";
        return path is { Plural: not null } && path.Verb(http.Request.Method, isWatch) is { } verb
            ? verb.ToString().ToLowerInvariant()
            : http.Request.Method.ToLowerInvariant();
    }

    private static void WriteUser(Utf8JsonWriter json, UserInfo? user)
    {
        json.WriteStartObject("user");
        if (user is not null)
        {
            json.WriteString("username", user.Name);
            json.WriteStartArray("groups");
            foreach (var group in user.Groups)
            {
                json.WriteStringValue(group);
            }

            json.WriteEndArray();
        }

        json.WriteEndObject();
    }

    private static void WriteObject(Utf8JsonWriter json, RequestPath path)
    {
        json.WriteStartObject("objectRef");
        foreach (var (name, value) in (ReadOnlySpan<(string, string?)>)
            [("resource", path.Plural), ("namespace", path.Namespace), ("name", path.Name), ("apiGroup", path.Group),
             ("apiVersion", path.Version), ("subresource", path.Subresource)])
        {
            if (!string.IsNullOrEmpty(value))
            {
                json.WriteString(name, value);
            }
        }

        json.WriteEndObject();
    }
}
