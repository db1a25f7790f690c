using System.Management.Automation;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace BkJob.Module.Tests;

/// <summary>All that a script leaves behind, as text: what a screen, a log or a file could show of it.</summary>
internal static class Traces
{
    private static readonly JsonSerializerOptions Json = new() { ReferenceHandler = ReferenceHandler.IgnoreCycles, MaxDepth = 100 };

    /// <summary>Runs a script and gives each text with the name of the place that it stands in.</summary>
    public static IReadOnlyList<(string Place, string Text)> Of(Session session, string script)
    {
        using PowerShell shell = PowerShell.Create(session.Runspace);
        shell.AddScript(script);
        var output = new List<PSObject>();
        ErrorRecord? terminating = null;
        try
        {
            output.AddRange(shell.Invoke().Where(o => o is not null));
        }
        catch (RuntimeException e)
        {
            terminating = e.ErrorRecord;
        }

        PSDataStreams streams = shell.Streams;
        IEnumerable<ErrorRecord> errors = terminating is null ? streams.Error : streams.Error.Append(terminating);
        return
        [
            .. output.SelectMany(OfObject),
            .. errors.SelectMany(OfError),
            .. streams.Verbose.Select(r => ("verbose", r.Message)),
            .. streams.Debug.Select(r => ("debug", r.Message)),
            .. streams.Warning.Select(r => ("warning", r.Message)),
            .. streams.Information.Select(r => ("information", $"{r.MessageData} {r.Source}")),
            .. streams.Progress.Select(r => ("progress", $"{r} {r.Activity} {r.StatusDescription} {r.CurrentOperation}")),
        ];
    }

    /// <summary>What Export-Clixml, ConvertTo-Json and a string make of an object.</summary>
    public static IEnumerable<(string Place, string Text)> OfObject(PSObject value) =>
    [
        ("Export-Clixml of the output", PSSerializer.Serialize(value, 5)),
        ("JSON of the output", JsonSerializer.Serialize(value.BaseObject, value.BaseObject.GetType(), Json)),
        ("text of the output", $"{value} {value.BaseObject}"),
    ];

    public static IEnumerable<(string Place, string Text)> OfError(ErrorRecord error)
    {
        // When binding fails, the engine's own exception keeps what was bound before, and outside Windows a SecureString is saved in
        // the clear. That is so for every cmdlet there is, and out of reach of a module.
        if (error.Exception is not ParameterBindingException)
        {
            // As deep as Export-Clixml goes when it is not told: deeper, an exception holds half of the runtime's reflection.
            yield return ("Export-Clixml of the error", PSSerializer.Serialize(error, 2));
        }

        yield return ("text of the error", $"{error} {error.CategoryInfo} {error.FullyQualifiedErrorId} {error.TargetObject}");
        yield return ("details of the error", $"{error.ErrorDetails?.Message} {error.ErrorDetails?.RecommendedAction}");
        yield return ("whole exception", error.Exception.ToString());
        for (Exception? each = error.Exception; each is not null; each = each.InnerException)
        {
            yield return ($"properties of {each.GetType().Name}", string.Join('\n', each.GetType()
                .GetProperties(BindingFlags.Public | BindingFlags.Instance)
                .Where(p => p.PropertyType == typeof(string) || p.PropertyType.IsAssignableTo(typeof(System.Collections.IDictionary)))
                .Select(p => p.GetValue(each))
                .SelectMany(v => v is System.Collections.IDictionary data ? data.Values.Cast<object?>() : [v])));
        }
    }
}
