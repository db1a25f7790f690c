namespace BkJob.Protocol;

/// <summary>One of the APIs that servers offer: how to ask, and what the answer looks like.</summary>
internal interface IDialect
{
    /// <summary>What the body may hold.</summary>
    JsonShape Shape { get; }

    /// <summary>What the body's parts are called, to name the one that is missing.</summary>
    FieldNames Names { get; }

    /// <summary>Whether hosts come unasked, in every answer.</summary>
    bool AlwaysSendsHosts { get; }

    /// <summary>Whether nothing is sent in place of an empty list.</summary>
    bool LeavesEmptyOut { get; }

    /// <summary>Path below the server's address.</summary>
    string PathOf(BkJobClientOptions options);

    /// <summary>What to send besides the credentials: numbers, texts and booleans, in the API's own words.</summary>
    IEnumerable<KeyValuePair<string, object>> Parameters(JobInstanceQuery query);
}

/// <summary>What a dialect calls the parts of its body.</summary>
/// <param name="Job">Path of the job.</param>
/// <param name="Step">Path of a step, with places for the numbers of block and step.</param>
/// <param name="Hosts">The field of a step that holds its hosts.</param>
internal sealed record FieldNames(string Job, string Step, string Hosts);
