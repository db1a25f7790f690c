using System.Globalization;
using System.Text.Json;
using BkJob.Simulator.Job;

namespace BkJob.Simulator.Bodies;

/// <summary>The fields that accounts and scripts have in common.</summary>
internal static class ResourceJson
{
    private static readonly DateTimeOffset Created = new(2026, 7, 20, 1, 15, 0, TimeSpan.Zero);

    /// <summary>Writes the scope of a row.</summary>
    public static void WriteScope(Utf8JsonWriter json, JobScope scope) => ScopeJson.Write(
        json, long.TryParse(scope.Id, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : 0, scope);

    /// <summary>Writes what v2 and v3 return of an account.</summary>
    public static void WriteAccount(Utf8JsonWriter json, JobScope scope, SimulatedAccount account)
    {
        WriteScope(json, scope);
        json.WriteNumber("id", account.Id);
        json.WriteString("account", account.Account);
        json.WriteString("alias", account.Alias);
    }

    /// <summary>Writes who created and changed the resource, and when: in milliseconds.</summary>
    public static void WriteAuthor(Utf8JsonWriter json)
    {
        json.WriteString("creator", "admin");
        json.WriteNumber("create_time", Created.ToUnixTimeMilliseconds());
        json.WriteString("last_modify_user", "admin");
        json.WriteNumber("last_modify_time", Created.ToUnixTimeMilliseconds());
    }
}
