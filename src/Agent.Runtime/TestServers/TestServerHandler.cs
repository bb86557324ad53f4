using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace Agent.Runtime.TestServers;

/// <summary>Answers the requests of the test server.</summary>
internal sealed class TestServerHandler(
    TestServerOptions options, TestServerState state, ServedFiles files, TestServerLog log, CancellationToken stop)
{
    private const long MaxUpload = 10 * 1024 * 1024;

    /// <summary>Answers one request.</summary>
    public async Task HandleAsync(HttpContext http)
    {
        try
        {
            if (Query(http, "delay") is { } delay)
            {
                await Task.Delay(Quantities.Duration(delay), http.RequestAborted);
            }

            await AnswerAsync(http);
        }
        catch (FormatException error)
        {
            await TextAsync(http, StatusCodes.Status400BadRequest, error.Message);
        }
        catch (OperationCanceledException)
        {
            // The client went away, as probes with a short timeout do.
        }

        if (options.LogRequests)
        {
            log.Write($"{http.Request.Method} {http.Request.Path}{http.Request.QueryString} {http.Response.StatusCode}");
        }
    }

    private Task AnswerAsync(HttpContext http)
    {
        var path = http.Request.Path.Value ?? "/";
        var parts = path.Split('/', 3);
        var rest = parts.Length > 2 ? parts[2] : "";
        return parts[1] switch
        {
            "" => TextAsync(http, 200, Summary()),
            "healthz" => TextAsync(http, state.Healthz, state.Healthz < 400 ? "ok" : "failing"),
            "ready" => TextAsync(http, state.Ready, state.Ready < 400 ? "ready" : "not ready"),
            "set" => SetAsync(http),
            "env" => EnvironmentAsync(http, rest),
            "files" => FilesAsync(http, "/" + rest),
            "headers" => TextAsync(http, 200, string.Join('\n', http.Request.Headers.Select(header => $"{header.Key}: {header.Value}"))),
            "hostname" => TextAsync(http, 200, Environment.GetEnvironmentVariable("HOSTNAME") ?? Environment.MachineName),
            "status" => TextAsync(http, Code(rest), rest),
            "log" => LogAsync(http),
            "memory" => MemoryAsync(http),
            "cpu" => CpuAsync(http),
            "exit" => ExitAsync(http),
            _ => TextAsync(http, 404, $"no such path: {path}; see agent testserver --help"),
        };
    }

    private string Summary() => JsonSerializer.Serialize(new Dictionary<string, object>
    {
        ["name"] = "agent testserver",
        ["hostname"] = Environment.GetEnvironmentVariable("HOSTNAME") ?? Environment.MachineName,
        ["pid"] = Environment.ProcessId,
        ["user"] = Native.Libc.EffectiveUserId(),
        ["uptimeSeconds"] = Math.Round(state.Uptime.TotalSeconds, 3),
    });

    private Task SetAsync(HttpContext http)
    {
        var time = Query(http, "for") is { } text ? Quantities.Duration(text) : (TimeSpan?)null;
        var checks = ((string[])["healthz", "ready"]).Where(check => Query(http, check) is not null).ToList();
        if (checks.Count == 0)
        {
            throw new FormatException("set what? /set?healthz=500, /set?ready=503, with &for=10s for a time");
        }

        checks.ForEach(check => state.Set(check, Code(Query(http, check)!), time));
        return TextAsync(http, 200, "set");
    }

    private static Task EnvironmentAsync(HttpContext http, string name)
    {
        if (name.Length > 0)
        {
            return Environment.GetEnvironmentVariable(name) is { } value
                ? TextAsync(http, 200, value)
                : TextAsync(http, 404, $"{name} is not set");
        }

        var all = Environment.GetEnvironmentVariables();
        return TextAsync(
            http, 200, string.Join('\n', all.Keys.Cast<string>().Order(StringComparer.Ordinal).Select(key => $"{key}={all[key]}")));
    }

    private async Task FilesAsync(HttpContext http, string path)
    {
        try
        {
            if (HttpMethods.IsPut(http.Request.Method))
            {
                await WriteFileAsync(http, path);
            }
            else if (files.Find(path) is not { } real)
            {
                await TextAsync(http, 404, $"{path} is not a file of a volume or of --files");
            }
            else if (Directory.Exists(real))
            {
                var names = new DirectoryInfo(real).EnumerateFileSystemInfos()
                    .Select(entry => entry is DirectoryInfo ? entry.Name + "/" : entry.Name);
                await TextAsync(http, 200, string.Join('\n', names.Order(StringComparer.Ordinal)));
            }
            else
            {
                await http.Response.SendFileAsync(real, http.RequestAborted);
            }
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            await TextAsync(http, 500, error.Message);
        }
    }

    private async Task WriteFileAsync(HttpContext http, string path)
    {
        if (files.FindForWriting(path) is not { } real)
        {
            await TextAsync(http, 404, $"{path} is not in a volume or in --files");
            return;
        }

        if (http.Request.ContentLength is not <= MaxUpload)
        {
            throw new FormatException($"a Content-Length of at most {MaxUpload} is needed");
        }

        await using (var file = File.Create(real))
        {
            await http.Request.Body.CopyToAsync(file, http.RequestAborted);
        }

        await TextAsync(http, 200, "written");
    }

    private Task LogAsync(HttpContext http)
    {
        var count = Number(Query(http, "count") ?? "1", 1, 1_000_000);
        for (var n = 1; n <= count; n++)
        {
            log.Write(Query(http, "text") ?? $"line {n}", toStderr: Query(http, "stream") == "stderr");
        }

        return TextAsync(http, 200, $"{count} lines logged");
    }

    private Task MemoryAsync(HttpContext http)
    {
        var size = Quantities.Bytes(Query(http, "size") ?? throw new FormatException("size is needed, like /memory?size=64Mi"));
        _ = Task.Run(() => Load.HoldMemoryAsync(size, TimeOf(http), stop), CancellationToken.None);
        return TextAsync(http, 200, $"{size} bytes");
    }

    private Task CpuAsync(HttpContext http)
    {
        var cores = Number(Query(http, "cores") ?? "1", 1, 1024);
        Load.BurnCpu(cores, TimeOf(http), stop);
        return TextAsync(http, 200, $"{cores} busy");
    }

    private async Task ExitAsync(HttpContext http)
    {
        var code = Number(Query(http, "code") ?? "0", 0, 255);
        var after = Quantities.Duration(Query(http, "after") ?? "0s");
        await TextAsync(http, 200, $"ending with code {code}");
        _ = EndAsync();

        async Task EndAsync()
        {
            await Task.Delay(after, CancellationToken.None);
            state.Exit.TrySetResult(code);
        }
    }

    private static TimeSpan TimeOf(HttpContext http) =>
        Query(http, "for") is { } text ? Quantities.Duration(text) : Timeout.InfiniteTimeSpan;

    private static string? Query(HttpContext http, string name) =>
        http.Request.Query.TryGetValue(name, out var values) ? values[^1] : null;

    private static int Code(string text) => Number(text, 200, 599);

    private static int Number(string text, int least, int most) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value) && value >= least && value <= most
            ? value
            : throw new FormatException($"\"{text}\" is not a number from {least} to {most}");

    private static Task TextAsync(HttpContext http, int code, string text)
    {
        http.Response.StatusCode = code;
        http.Response.ContentType = "text/plain; charset=utf-8";
        return code is 204 or 304 ? Task.CompletedTask : http.Response.WriteAsync(text + "\n", http.RequestAborted);
    }
}
