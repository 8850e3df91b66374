package io.mangaassist.benchmarks.guardrails;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** A large policy and a clean text for it, half Japanese and half English; the same in every run. */
final class ManyRules {

    private static final String[] JAPANESE_HEADS = {
        "成人向け", "アダルト", "海賊版", "違法", "無修正", "闇", "裏口", "偽造", "盗難", "転売", "不正", "詐欺", "賭博", "薬物", "暴力", "過激", "流出",
        "非公認", "割れ物", "無断"
    };
    private static final String[] JAPANESE_TAILS = {
        "動画", "画像", "サイト", "配布", "販売", "ダウンロード", "アップロード", "リンク", "一覧表", "無料", "会員", "投稿", "掲示板", "業者", "取引", "入手",
        "方法", "手順書", "裏技", "回避", "翻訳", "複製", "転載", "共有", "保存"
    };
    private static final String[] ENGLISH_HEADS = {
        "pirated",
        "leaked",
        "stolen",
        "illegal",
        "cracked",
        "forged",
        "adult only",
        "unrated",
        "fake",
        "scalped",
        "hacked",
        "violent",
        "explicit",
        "banned",
        "smuggled",
        "bootleg",
        "unlicensed",
        "underground",
        "ripped",
        "copied"
    };
    private static final String[] ENGLISH_TAILS = {
        " scans",
        " copies",
        " site",
        " download",
        " upload",
        " link",
        " list",
        " video",
        " picture",
        " forum",
        " dealer",
        " market",
        " method",
        " trick",
        " bypass",
        " archive",
        " mirror",
        " torrent",
        " sample",
        " album",
        " channel",
        " invite",
        " account",
        " coupon",
        " key"
    };
    private static final String[] SENTENCES = {
        "この作品は少年たちの成長を描いた長編漫画です。",
        "最新刊は来月の販売を予定しております。",
        "在庫は東京の倉庫にございますので、ご注文から三日ほどでお届けします。",
        "同じ作者の短編集の画像一覧もあわせてご覧ください。",
        "限定版には描き下ろしの小冊子が無料で付きます。",
        "アニメ版の動画は公式サイトで配信中です。",
        "This long running series follows a group of friends through their first year of school. ",
        "The next volume will be published in spring, and the official site lists every shop. ",
        "It is in stock and ships within two days, with a free link to a sample chapter. ",
        "Readers who liked it often choose the artist's short stories from the same market. "
    };
    private static final int PATTERNS = 50;

    private ManyRules() {}

    /** 1,000 texts that are forbidden. */
    static List<String> literals() {
        List<String> literals = new ArrayList<>();
        cross(JAPANESE_HEADS, JAPANESE_TAILS, literals);
        cross(ENGLISH_HEADS, ENGLISH_TAILS, literals);
        return literals;
    }

    /** 50 patterns that our policy, {@code java.util.regex} and RE2/J all understand. */
    static List<String> patterns() {
        List<String> patterns = new ArrayList<>();
        for (int i = 0; i < PATTERNS; i++) {
            String japanese = JAPANESE_TAILS[i % JAPANESE_TAILS.length];
            String english = ENGLISH_TAILS[i % ENGLISH_TAILS.length].trim();
            patterns.add(
                    switch (i % 5) {
                        case 0 -> "未成年.{0,6}" + japanese;
                        case 1 -> "\\b(?:buy|get|find) (?:[a-z]{1,9} ){0,2}" + english + " now\\b";
                        case 2 -> "0[1-9]\\d{0,2}-\\d{2,4}-" + String.format("%04d", 1000 + i);
                        case 3 -> "(?:見せて|送って)" + japanese + "(?:ください|くれ)";
                        default -> english + "s?[-_ ]?\\d{2,4}[a-z]?\\.(?:zip|rar)";
                    });
        }
        return patterns;
    }

    /** A policy file of the first so many literals and patterns, all blocking. */
    static String policy(int literals, int patterns) {
        StringBuilder json = new StringBuilder("{\"rules\":[{\"id\":\"words\",\"action\":\"block\",\"literals\":[\"");
        json.append(String.join("\",\"", literals().subList(0, literals))).append("\"]}");
        for (int i = 0; i < patterns; i++) {
            json.append(",{\"id\":\"p")
                    .append(i)
                    .append("\",\"action\":\"block\",\"pattern\":\"")
                    .append(patterns().get(i).replace("\\", "\\\\"))
                    .append("\"}");
        }
        return json.append("]}").toString();
    }

    /** Clean text of so many characters. */
    static String text(int length) {
        SplittableRandom random = new SplittableRandom(20261124);
        StringBuilder text = new StringBuilder();
        while (text.length() < length) {
            text.append(SENTENCES[random.nextInt(SENTENCES.length)]);
        }
        return text.substring(0, length);
    }

    private static void cross(String[] heads, String[] tails, List<String> into) {
        for (String head : heads) {
            for (String tail : tails) {
                into.add(head + tail);
            }
        }
    }
}
